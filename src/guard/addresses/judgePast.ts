import type { AddressFinding } from './AddressFinding.ts'
import type { Bait, BaitKind, Past } from './readPast.ts'

const WORDS: Readonly<Record<BaitKind, string>> = {
  'zero-value': 'transfers of nothing',
  dust: 'transfers of next to nothing',
  counterfeit: 'transfers of a token that only calls itself like one of yours',
}

/** What the user's own past says of a receiver. */
export function judgePast(address: string, given: { past: Past; isTrusted: boolean }): AddressFinding[] {
  const baits = given.past.baits.get(address) ?? []
  return [judgePayments(given.past.paid.get(address) ?? 0), ...(given.isTrusted ? [] : judgeBaits(address, baits))]
}

function judgePayments(count: number): AddressFinding {
  if (count > 0) {
    const message = `You have paid this address before: ${count} ${count === 1 ? 'payment' : 'payments'} signed by you.`
    return { code: 'PAID_BEFORE', effect: 'note', message }
  }
  const message =
    'You have never signed a payment to this address: compare it with its source, and send a small sum first.'
  return { code: 'FIRST_PAYMENT', effect: 'note', message }
}

function judgeBaits(address: string, baits: readonly Bait[]): AddressFinding[] {
  if (baits.length === 0) return []
  const isForged = baits.some(({ transfer, kind }) => {
    const isMade = kind === 'zero-value' || (kind === 'counterfeit' && transfer.isSigned === false)
    return isMade && transfer.to === address
  })
  return isForged ? [forged(), bait(baits)] : [bait(baits)]
}

function forged(): AddressFinding {
  const message =
    'Your history shows a payment to this address, of nothing or of a counterfeit token, that you have not signed: anyone can write such a line, and it is done so that you copy the address. Nothing was paid.'
  return { code: 'PAYMENT_FORGED', effect: 'block', message }
}

function bait(baits: readonly Bait[]): AddressFinding {
  const kinds = [...new Set(baits.map(({ kind }) => WORDS[kind]))].join(', ')
  const message = `This address is in your history by ${kinds} that you have not signed (${baits.length}): it may be there to be copied by mistake.`
  return { code: 'BAIT', effect: 'review', message }
}
