/** A kind of sign: kinds are counted, not hits. */
export type SignCode =
  | 'RUNS_ON_OPEN'
  | 'PIPE_TO_SHELL'
  | 'TEXT_HIDDEN'
  | 'INSTALL_SCRIPT'
  | 'OBFUSCATED'
  | 'REMOTE_CODE'
  | 'ADDRESS_HIDDEN'
  | 'PASTE_HOST'
  | 'ENVIRONMENT_SENT'
  | 'MACHINE_DESCRIBED'
  | 'WALLETS_READ'
  | 'PACKAGE_LOOKALIKE'
  | 'PACKAGE_SOURCE'
  | 'FILE_DISGUISED'
  | 'GIT_RUNS'
  | 'LEFT_RUNNING'

/** How much a sign says: `strong` has hardly an honest reason, `weak` often has one, `aside` is told and does not count. */
export type Strength = 'strong' | 'weak' | 'aside'

/** A sign in a file. */
export interface Sign {
  readonly code: SignCode
  readonly strength: Strength
  /** Where in the text. */
  readonly index: number
  /** What it is exactly, of our own words; texts from the file are quoted. */
  readonly detail: string
}

/** A sign with the file that shows it. */
export interface PlacedSign extends Sign {
  readonly path: string
  readonly line: number
}

/** What a kind means, and what ATT&CK calls it. */
export interface SignMeaning {
  readonly meaning: string
  /** @source https://attack.mitre.org/techniques/enterprise/, group G1052; which id stands beside which sign is our own mapping */
  readonly techniques: readonly string[]
}

/** Every kind of sign. */
export const SIGNS: Readonly<Record<SignCode, SignMeaning>> = {
  RUNS_ON_OPEN: {
    meaning: 'A command runs as soon as the folder is opened in an editor',
    techniques: ['T1204.002', 'T1059'],
  },
  PIPE_TO_SHELL: {
    meaning: 'What is downloaded is run at once, unseen',
    techniques: ['T1059.004', 'T1059.003', 'T1105'],
  },
  TEXT_HIDDEN: { meaning: 'Code stands where no reader sees it', techniques: ['T1027'] },
  INSTALL_SCRIPT: {
    meaning: 'Installing the package runs a program of it',
    techniques: ['T1195.001', 'T1059.007'],
  },
  OBFUSCATED: { meaning: 'Code is made unreadable on purpose', techniques: ['T1027.010', 'T1027.013'] },
  REMOTE_CODE: { meaning: 'Text from the network is run as a program', techniques: ['T1059.007', 'T1105'] },
  ADDRESS_HIDDEN: {
    meaning: 'An address on the network is hidden, or is a bare number',
    techniques: ['T1027.013', 'T1571'],
  },
  PASTE_HOST: {
    meaning: 'Something is fetched from, or sent to, a place where anybody can leave anything',
    techniques: ['T1102.001', 'T1583.006', 'T1567'],
  },
  ENVIRONMENT_SENT: {
    meaning: 'All environment variables, with their keys and passwords, are sent away',
    techniques: ['T1552', 'T1041'],
  },
  MACHINE_DESCRIBED: { meaning: 'The machine and its user are described to a server', techniques: ['T1082', 'T1041'] },
  WALLETS_READ: {
    meaning: 'Files of wallets, browsers or keys are looked for',
    techniques: ['T1555.001', 'T1555.003', 'T1083', 'T1657'],
  },
  PACKAGE_LOOKALIKE: {
    meaning: 'A package has nearly the name of a well-known one',
    techniques: ['T1195.001', 'T1036.005'],
  },
  PACKAGE_SOURCE: { meaning: 'Packages come from an unusual place', techniques: ['T1195.001'] },
  FILE_DISGUISED: { meaning: 'A file is not what its name says', techniques: ['T1036.008', 'T1036.007'] },
  GIT_RUNS: { meaning: 'Working with git runs a program of the repository', techniques: ['T1204.002', 'T1546'] },
  LEFT_RUNNING: { meaning: 'A process is started that goes on unseen', techniques: ['T1059.007', 'T1564'] },
}
