/**
 * Legal forms, as they stand in a name after case, accents and dots are gone. A form says nothing about who somebody is.
 *
 * @source ISO 20275 (entity legal forms), the common ones
 */
const WORDS =
  'ltd limited llc llp lp plc inc incorporated corp corporation co company cie cia gmbh ag kg kgaa ohg gbr ug se sa sas sarl sasu snc sca spa srl srls ' +
  'bv nv vof cv bvba sprl ab oy oyj as asa aps ans ks ay hf ehf kft zrt nyrt bt doo dd dno ad ead ood eood sro spol sp zoo spzoo ooo oao zao pao ao tov pat at ' +
  'too jsc ojsc cjsc pjsc pjs fze fzco fzc fz dmcc wll saog saoc sae sal kk gk yk godo pte pvt pty bhd sdn tbk pt tnk lda ltda eireli me epp slu sl slne sab ' +
  'sapi cpo rl srlcv kb uab sia ou ua esv ev ev reg limitada anonima sociedad sociedade societe gesellschaft aktiengesellschaft anonim sirketi ' +
  'na ltee limitee gie scs sc cvba eeig cic lllp pllc pc lc bhd limitedliabilitycompany'

/** Legal forms of several words. */
const PHRASES =
  'limited liability company|limited liability partnership|limited partnership|public limited company|public company limited|private limited|' +
  'public joint stock company|open joint stock company|closed joint stock company|joint stock company|joint stock|free zone establishment|' +
  'gesellschaft mit beschrankter haftung|gesellschaft mit beschraenkter haftung|mit beschrankter haftung|mit beschraenkter haftung|' +
  'societe anonyme|societe a responsabilite limitee|sociedad anonima|sociedad limitada|sociedad anonima de capital variable|sociedad de responsabilidad limitada|' +
  'societa per azioni|societa a responsabilita limitata|sociedade anonima|aktsionernoe obshchestvo|obshchestvo s ogranichennoy otvetstvennostyu|' +
  'naamloze vennootschap|besloten vennootschap|sp z o o|sp z oo|s a de c v|sa de cv|s de rl de cv|s de r l de c v|de cv|de rl|' +
  'a s|s a|s l|s r l|s p a|b v|n v|l l c|l p|l l p|p l c|s a s|s a r l|k k|pte ltd|pvt ltd|pty ltd|co ltd|sdn bhd|s en c|y cia|et cie|and co|and company'

/** Forms of one word. */
export const FORM_WORDS: ReadonlySet<string> = new Set(WORDS.split(' '))

/** Forms that stand before the name, in the East of Europe and in Indonesia. */
export const LEADING_FORMS: ReadonlySet<string> = new Set(
  'ooo oao zao pao ao too tov pat pt ood eood doo jsc pjsc llc'.split(' '),
)

/** Forms of several words, by their first word, the longest first. */
export const FORM_PHRASES: ReadonlyMap<string, readonly (readonly string[])[]> = groupByFirst(PHRASES.split('|'))

function groupByFirst(phrases: readonly string[]): ReadonlyMap<string, readonly (readonly string[])[]> {
  const groups = new Map<string, string[][]>()
  for (const words of phrases.map((phrase) => phrase.split(' '))) {
    const first = words[0] ?? ''
    groups.set(
      first,
      [...(groups.get(first) ?? []), words].sort((a, b) => b.length - a.length),
    )
  }
  return groups
}
