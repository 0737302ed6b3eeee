/** Words that are written in full or short at will, each with the form that is compared. */
export const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map(
  (
    'us united states|usa united states|uk united kingdom|uae united arab emirates|dprk north korea|intl international|natl national|govt government|dept department|' +
    'mfg manufacturing|bros brothers|univ university|assoc association|assn association|inst institute|ind industries|eng engineering|' +
    'org organization|organisation organization|organisations organizations|st saint|ste saint|mt mount|tech technology|' +
    'dev development|devel development|mgmt management|svcs services|svc service|grp group|ctr center|centre center|intern international'
  )
    .split('|')
    .map((line) => {
      const [short = '', ...words] = line.split(' ')
      return [short, words] as const
    }),
)
