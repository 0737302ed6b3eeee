/** Small words inside people's names: articles and prepositions, which are written, joined and dropped at will. */
const ARTICLES =
  'al el ul ud ur us as ad ar ash az at l la le los las lo de del da das do dos di du d der den dem ter ten van von vom vander zu zum af av y e i und et and of the o mac mc ap bat'

/** Words that say whose child somebody is: around them order has a meaning. */
const SON = 'bin ibn ben ould walad wuld ogly oglu'
const DAUGHTER = 'bint binti binte bent kyzy qizi'

/** Words of a by-name: father or mother of. */
const BYNAMES = 'abu abou aboo abi umm oum um'

/** Small words inside the names of companies, in the languages of Europe. */
const CONNECTIVES =
  'the of and for in on at to a an de la le les des du et en el los las y del e do da dos das di der die das und fur von fuer mit i za'

export const NAME_PARTICLES: ReadonlySet<string> = new Set(ARTICLES.split(' '))
export const KINSHIP_WORDS: ReadonlySet<string> = new Set([...SON.split(' '), ...DAUGHTER.split(' ')])
export const DAUGHTER_WORDS: ReadonlySet<string> = new Set(DAUGHTER.split(' '))
export const BYNAME_WORDS: ReadonlySet<string> = new Set(BYNAMES.split(' '))
export const CONNECTIVE_WORDS: ReadonlySet<string> = new Set(CONNECTIVES.split(' '))
