import type { LabelCategory } from './Label.ts'
import type { SplitLabel, Word } from './splitLabel.ts'

/** A word that keeps a label from being read as a service. */
export interface Warning {
  readonly category: LabelCategory
  /** The word or phrase that decided: letters, digits and blanks only. */
  readonly word: string
}

const WORD_LENGTH_MAX = 24

type Group = readonly [category: LabelCategory, pattern: RegExp]

// Phrases of people who fight or study crime, or of plain technology. They are taken out before the words are read.
const INNOCENT =
  /\b(?:anti (?:scam|phishing|hack|fraud|theft|\w+ attack)|fraud (?:proofs?|verifier|prover)|scam ?(?:db|sniffer)|hack (?:vc|club)|hacker (?:one|noon|house|dojo)|rug radio)\b/gu

// Phrases that hold a word of theft and do not name a thief: they are looked for first.
const EXCEPTIONS: readonly Group[] = [
  ['victim', /\b(?:hack|exploit|phishing|scam|theft) (?:alert|victims?)\b/u],
  ['analyst', /\bwhite ?hat\b/u],
]

const TAGS: readonly Group[] = [['analyst', /\bcash ?out\b|\boff ?ramp\b/u]]

const WORDS: readonly Group[] = [
  ['phishing', /^phish(?:es|er|ers|ing)?$|phish(?:er|ers|ing)$/u],
  ['ransomware', /^ransom(?:s|ware|wares)?$/u],
  [
    'ransomware',
    /^(?:cryptolocker|wannacry|notpetya|lockbit|locky|revil|sodinokibi|netwalker|samsam|blackcat|alphv|cerber)$/u,
  ],
  [
    'theft',
    /^(?:hack|exploit|scam|attack|drain|launder|robb|rugg|steal|spoof|poison|swindl)(?:s|er|ers|ing|ery|or)?$/u,
  ],
  ['theft', /(?:hacker|exploiter|attacker|drainer|scammer|launderer|rugger|rugpull|stealer|robber|heist)s?$/u],
  [
    'theft',
    /^(?:stole|stolen|thief|thieves|thefts?|looters?|looted|rug|rugs|rugpulls?|scammed|laundered|laundering)$/u,
  ],
  [
    'theft',
    /^(?:fake|fraud|frauds|fraudster|fraudulent|ponzi\p{L}*|pyramid|honeypot|malicious|malware|impersonators?|cryptojacker)$/u,
  ],
  [
    'theft',
    /^(?:sextortion|extortion|extortionist|blackmail|blackmailer|terrorist|terrorism|carder|carding|mule|mules)$/u,
  ],
  ['theft', /^(?:lazarus|dprk|bluenoroff|apt38|tradertraitor|kimsuky|andariel)$/u],
  ['theft', /^(?:黑客|盗窃|钓鱼|诈骗|해커|탈취|хакер|взлом|мошенник)$/u],
  ['victim', /^(?:victims?|compromised|hacked|exploited|drained|robbed|phished|attacked)$/u],
  ['analyst', /^(?:src|crc|terminus|sink|tbd|todo|suspect|suspects|suspected|suspicious|unverified|unconfirmed)$/u],
  [
    'analyst',
    /^(?:possible|possibly|probable|probably|likely|unlikely|maybe|perhaps|potential|potentially|alleged|allegedly)$/u,
  ],
  ['analyst', /^(?:presumed|presumably|apparently|not|unknown|unidentified)$/u],
]

/**
 * The word that says theft, victim or investigation, in this order of weight; it is looked for before any service's name.
 *
 * So `Harmony Bridge Hacker` is no bridge and `Binance?` no exchange. Words are compared whole, with their usual endings,
 * and the agent nouns also at the end of a compound (`BybitHacker`).
 *
 * @example
 * findWarning(splitLabel('Ronin Bridge Exploiter 3')) // { category: 'theft', word: 'exploiter' }
 * findWarning(splitLabel('Binance 14'))               // undefined
 */
export function findWarning(label: SplitLabel): Warning | undefined {
  const words = dropInnocent(label.words)
  return findPhrase(EXCEPTIONS, words) ?? findWord(words) ?? findPhrase(TAGS, words) ?? findDoubt(label.text)
}

function dropInnocent(words: readonly Word[]): readonly string[] {
  const text = words.map((word) => word.text).join(' ')
  return text.replace(INNOCENT, ' ').split(' ')
}

function findPhrase(phrases: readonly Group[], words: readonly string[]): Warning | undefined {
  const text = words.join(' ')
  for (const [category, pattern] of phrases) {
    const word = pattern.exec(text)?.[0]
    if (word !== undefined) return { category, word }
  }
  return undefined
}

function findWord(words: readonly string[]): Warning | undefined {
  for (const [category, pattern] of WORDS) {
    const word = words.find((text) => pattern.test(text))
    if (word !== undefined) return { category, word: word.slice(0, WORD_LENGTH_MAX) }
  }
  return undefined
}

function findDoubt(text: string): Warning | undefined {
  return text.includes('?') ? { category: 'analyst', word: '?' } : undefined
}
