/** Words before or after a person's name that say rank or respect and are no part of it. */
export const TITLES: ReadonlySet<string> = new Set(
  (
    'mr mrs ms miss mx dr prof professor doctor sir dame sheikh shaykh sheik shaikh cheikh haji hajji hajj hadji hadj haj alhaj ' +
    'mullah mulla mawlawi maulavi maulvi mawlana maulana molla qari hafiz ustad ustaz sayyid sayyed sayed seyed syed sayid imam ayatollah ' +
    'hojatoleslam hujjat engineer eng gen general lieutenant lt col colonel maj major capt captain commander cmdr admiral adm brigadier ' +
    'brig sergeant sgt comrade president minister emir rev reverend archbishop ' +
    'senor senora monsieur madame mme mlle herr frau dipl ing jr sr esq phd na'
  ).split(' '),
)
