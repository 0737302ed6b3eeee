import { readPairs } from './readPairs.ts'

/**
 * The ways to spell a Korean syllable in Latin letters: Revised Romanisation first, then McCune-Reischauer, the usage of the
 * North and what people write of themselves.
 *
 * @source The Unicode Standard, 3.12 (Hangul syllable decomposition); https://en.wikipedia.org/wiki/Romanization_of_Korean
 */
const INITIALS = 'g/k kk n d/t tt r/l/n m b/p pp s/sh ss - j/ch jj/ch ch/tch k t p h'.split(' ').map(readWays)
const VOWELS =
  'a/ah ae/ai/e ya/ia yae eo/o/u/ou e yeo/yo/you/yu ye/ie o/oh wa/oa wae oe/oi/we yo/yeo u/oo/wu/ou wo/weo/won we wi/ui/wee yu/yoo/you eu/u ui/i/eui/ee i/ee/y/e'
    .split(' ')
    .map(readWays)
const FINALS = '- k/g k ks n n nh t/d l/r k m p l l p l m p p t t ng t/j t/ch k t p t'.split(' ').map(readWays)

/** How surnames are written though no system says so. */
const SURNAMES = readPairs(
  '김 kim/gim/ghim 이 lee/yi/ri/rhee/li/i/yee 리 ri/lee/li/rhee 박 park/pak/bak/bag 최 choi/choe/chwe/choy/che 정 jung/jeong/chung/jong/chong/cheong ' +
    '강 kang/gang 조 cho/jo/joe 윤 yoon/yun/youn 장 jang/chang 임 lim/im/rim/yim 림 rim/lim/im 한 han/hahn 오 oh/o 서 seo/suh/so/sur 신 shin/sin ' +
    '권 kwon/gwon/kweon 황 hwang/whang 안 ahn/an 송 song 류 ryu/yu/yoo/ryoo/lyu 유 yoo/yu/you/ryu 전 jeon/jun/chun/jon/chon 홍 hong 고 ko/go/koh 문 moon/mun ' +
    '양 yang 손 son/sohn 배 bae/pae/pai 백 baek/paek/paik/back 허 heo/hur/huh/ho 남 nam 심 shim/sim 노 noh/roh/no/ro 로 ro/roh/no 하 ha 곽 kwak/gwak ' +
    '성 sung/seong/song 차 cha 주 joo/ju/chu 우 woo/wu/u 구 koo/ku/gu 민 min 나 na/ra 라 ra/na 련 ryon/yon 연 yeon/yon 여 yeo/yo/ryo 려 ryo',
)

const BASE = 0xac00
const MOST_WAYS = 24

/** Whether a character is a Hangul syllable. */
export function isHangul(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  return point >= BASE && point <= 0xd7a3
}

/** The spellings of one syllable, the commonest first; empty for anything else. */
export function spellHangul(syllable: string): readonly string[] {
  if (!isHangul(syllable)) return []
  const index = (syllable.codePointAt(0) ?? BASE) - BASE
  const initials = INITIALS[Math.floor(index / 588)] ?? []
  const vowels = VOWELS[Math.floor((index % 588) / 28)] ?? []
  const finals = FINALS[index % 28] ?? []
  const ways = initials.flatMap((a) => vowels.flatMap((b) => finals.map((c) => a + b + c)))
  return [...new Set([...(SURNAMES.get(syllable) ?? []), ...byPlainness(ways)])].slice(0, MOST_WAYS)
}

/** Shorter spellings are the usual ones; the sort is stable, so the order of the tables decides among equals. */
function byPlainness(ways: readonly string[]): string[] {
  return [...ways].sort((a, b) => a.length - b.length)
}

function readWays(ways: string): readonly string[] {
  return ways === '-' ? [''] : ways.split('/')
}
