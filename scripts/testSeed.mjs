// Generated cases come from one seed, so that a run says the same twice; LAZARETTO_SEED=$RANDOM looks for new ones.
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.LAZARETTO_SEED ?? 1) })
