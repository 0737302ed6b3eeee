import { Amount, AssetId, ChainId } from '../../chain/index.ts'
import type { Activity, BalanceCheck, Behaviour, Funder, Payer, Payers } from '../Behaviour.ts'
import type { AssetAccount, Investigation } from '../Investigation.ts'
import { addressOf, amountOf, clean, count, join, moment, quote, txOf, unitOf } from './phrases.ts'
import { type Block, list, type Section, say } from './Section.ts'

/** What is known of the address that the money was brought to. */
export function behaviourSections(investigation: Investigation): Section[] {
  const { behaviour, question } = investigation
  if (behaviour === undefined) return []
  const blocks = [
    ...funderBlocks(behaviour, question.chain),
    ...payerBlocks(behaviour, investigation),
    ...activityBlocks(behaviour.activity),
  ]
  const title = `About ${addressOf(behaviour.account, question.chain)}`
  return blocks.length === 0 ? [] : [{ title, blocks }]
}

function funderBlocks({ funder }: Behaviour, chain: ChainId.ChainId): Block[] {
  if (funder === undefined) return []
  const coin = ChainId.find(chain)
  const amount = `${Amount.formatGrouped(BigInt(funder.amount), coin?.nativeDecimals ?? 0)} ${coin?.nativeSymbol ?? 'of the coin'}`
  const paid = `Its first ${amount} came from ${addressOf(funder.from, chain)}, ${moment(funder.timeSec)}, transaction ${txOf(funder.tx, chain)}.`
  return [say(`${paid} ${funderMeaning(funder)}`)]
}

/** Who pays the first fees is often the thief; an exchange knows its customer. */
function funderMeaning({ label, service, isLate }: Funder): string {
  const late = isLate ? 'But it had paid before that, so its beginning is not shown. ' : ''
  if (service !== undefined && label !== undefined)
    return `${late}${quote(label.source)} says that this is ${clean(service)}, which may know who asked for that payment: tell the police.`
  const called = label === undefined ? '' : `, called ${quote(label.name)} by ${quote(label.source)}`
  return `${late}Who pays the first fees${called} is often the same person: a hint, and no proof, for anybody can pay anybody. lazaretto funder follows it further back.`
}

const PAYERS_SHOWN = 10

function payerBlocks({ payers, account }: Behaviour, investigation: Investigation): Block[] {
  if (payers.victims < 2) return []
  const { chain } = investigation.question
  const shown = payers.first.slice(0, PAYERS_SHOWN)
  const more = payers.victims - shown.length
  return [
    say(payersText(payers)),
    list([
      ...shown.map((payer) => payerLine(payer, investigation)),
      ...(more > 0 ? [`and ${more} more: lazaretto victims ${addressOf(account, chain)} lists them`] : []),
    ]),
  ]
}

function payersText({ victims, others }: Payers): string {
  const rest =
    others === 0
      ? ''
      : ` (${count(others, 'other payer')} ${others === 1 ? 'is' : 'are'} no victim: a service, or of the thief's own)`
  return `${count(victims, 'address', 'addresses')} paid it${rest}. They may have been robbed too; what happened between people cannot be seen here. If it is the same thief, the police should know of all of them.`
}

function payerLine({ account, firstSec, firstTx, paid }: Payer, { assets, question }: Investigation): string {
  const amounts = paid.map(({ asset, decimals, amount }) => {
    const known = assets.find(({ id }) => id === asset)
    return amountOf(known ?? strangeAsset(asset, decimals), amount)
  })
  return `${addressOf(account, question.chain)}: ${join(amounts.slice(0, 3))}, first ${moment(firstSec)}, transaction ${txOf(firstTx, question.chain)}`
}

/** An asset that is not of the trace: its unit is its contract. */
function strangeAsset(id: string, decimals: number | undefined): Pick<AssetAccount, 'id' | 'name' | 'decimals'> {
  const { chain } = AssetId.toParts(AssetId.parse(id))
  const info = ChainId.find(chain)
  const isCoin = info !== undefined && id === AssetId.native(chain)
  return { id, decimals, ...(isCoin && { name: info.nativeSymbol }) }
}

function activityBlocks({ transactions, firstSec, lastSec, burst }: Activity): Block[] {
  if (transactions < 3 || firstSec === undefined) return []
  const whole = `It made or got ${count(transactions, 'transaction')} from ${moment(firstSec)} to ${moment(lastSec)}.`
  const busy =
    burst === undefined
      ? ''
      : ` ${count(burst.events, 'of them was', 'of them were')} between ${moment(burst.fromSec)} and ${moment(burst.toSec)}.`
  return [say(`${whole}${busy}`)]
}

const MEANINGS: Readonly<Record<BalanceCheck['status'], string>> = {
  verified: 'equal to the last unit',
  consistent: 'they differ by what fees and the like account for',
  partial: 'they differ, and part of the history is known to be missing',
  mismatch: 'THEY DIFFER FOR NO REASON THAT IS KNOWN: do not rely on what is said of this address',
  unchecked: 'nobody said what it has',
}

/** Whether the transfers that were read come to what the source says that the addresses have. */
export function checkSections({ checks, assets, question }: Investigation): Section[] {
  if (checks.length === 0) return []
  const lines = checks.map(({ account, asset, status, computed, stated }) => {
    const known = assets.find(({ id }) => id === asset) ?? strangeAsset(asset, undefined)
    const said = stated === undefined ? '' : `, the source says ${amountOf(known, stated)}`
    const sum = computed.startsWith('-') ? `less than nothing of ${unitOf(known)}` : amountOf(known, computed)
    return `${addressOf(account, question.chain)}: its transfers come to ${sum}${said}. ${status}: ${MEANINGS[status]}.`
  })
  return [{ title: 'Does it agree with the balances?', blocks: [list(lines)] }]
}
