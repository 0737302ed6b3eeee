import type { ServiceDesk } from './Responder.ts'

/**
 * Exchanges whose own pages say how stolen money is reported. One that is not here has a page too: then the kind of page to
 * look for is said, and no address is made up.
 */
export const SERVICE_DESKS: readonly ServiceDesk[] = [
  {
    name: 'Binance',
    contacts: [
      {
        who: 'anyone',
        page: 'https://www.binance.com/en/support/faq/360000006051',
        asks: 'how and when it happened, proof that the robbed wallet is yours, and links to every transaction; it may hold the money for some days, until the police order it',
        source: 'https://www.binance.com/en/support/faq/360000006051',
        asOf: '2025',
      },
      {
        who: 'police',
        page: 'https://www.binance.com/en/support/law-enforcement/guidelines',
        asks: 'an officer with an official mail address, and official documents; not open to private persons',
        source: 'https://www.binance.com/en/support/law-enforcement/guidelines',
        asOf: '2026',
      },
    ],
  },
  {
    name: 'Bitget',
    contacts: [
      {
        who: 'anyone',
        page: 'https://www.bitget.com/support/articles/12560603829062',
        asks: 'the police report first, then its customer support; ask the police for the case number that Bitget gives them',
        source: 'https://www.bitget.com/support/articles/12560603829062',
        asOf: '2025-06',
      },
      {
        who: 'police',
        page: 'https://www.bitget.com/support/articles/12560603829062',
        mail: 'lawenforcement@bitget.com',
        asks: 'an officer with an official mail address; urgent ones are marked Emergency',
        source: 'https://www.bitget.com/support/articles/12560603829062',
        asOf: '2025-06',
      },
    ],
  },
  {
    name: 'CoinEx',
    contacts: [
      {
        who: 'police',
        page: 'https://support.coinex.com/hc/en-us/articles/360036849094-Law-Enforcement-Request-Guide',
        asks: 'official mail, a letter of the authority, addresses and transactions as text or Excel, and a date by which',
        source: 'https://support.coinex.com/hc/en-us/articles/360036849094-Law-Enforcement-Request-Guide',
        asOf: '2024',
      },
    ],
  },
  {
    name: 'Crypto.com',
    contacts: [
      {
        who: 'police',
        page: 'https://help.crypto.com/en/articles/1360625-how-can-law-enforcement-agencies-get-in-touch-with-crypto-com',
        asks: 'a request of the police through the portal that the page names',
        source:
          'https://help.crypto.com/en/articles/1360625-how-can-law-enforcement-agencies-get-in-touch-with-crypto-com',
        asOf: '2026',
      },
    ],
  },
  {
    name: 'KuCoin',
    contacts: [
      {
        who: 'police',
        page: 'https://www.coincarp.com/exchange/announcement/kucoin-zh-hk-law-enforcement-request-guidelines',
        mail: 'rbenquiries@kucoin.com',
        asks: 'proof of authority, in English, addresses and transactions as text or Excel and not as PDF; "emergency" in the subject where it is one; 10 to 15 working days (the page is a copy of KuCoin\'s announcement)',
        source: 'https://www.coincarp.com/exchange/announcement/kucoin-zh-hk-law-enforcement-request-guidelines',
        asOf: '2024',
      },
    ],
  },
  {
    name: 'OKX',
    contacts: [
      {
        who: 'police',
        page: 'https://www.okx.com/help/360021858931',
        asks: 'a signed order or letter of the authority, through the portal that the page names; by official mail in an emergency',
        source: 'https://www.okx.com/help/360021858931',
        asOf: '2025-07',
      },
    ],
  },
]
