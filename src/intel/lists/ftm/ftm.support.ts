const all: readonly unknown[] = [
  {
    id: 'w1',
    caption: '0xd882cfc20f52f2599d84b8e8d58c7fb62cfe344b',
    schema: 'CryptoWallet',
    properties: {
      publicKey: ['0xd882cfc20f52f2599d84b8e8d58c7fb62cfe344b'],
      currency: ['eth'],
      holder: ['NK-1'],
      topics: ['sanction'],
    },
    datasets: ['us_ofac_sdn'],
    target: true,
  },
  {
    id: 'NK-1',
    caption: 'Vitaly KUZMENKO',
    schema: 'Person',
    properties: {
      name: ['Виталий КУЗЬМЕНКО', 'Vitaly KUZMENKO'],
      weakAlias: ['Vitek'],
      birthDate: ['1971-01'],
      nationality: ['ru'],
      passportNumber: ['750'],
      topics: ['sanction'],
    },
    datasets: ['eu_fsf'],
    referents: [],
    target: true,
  },
  { id: 'NK-2', caption: 'IRGC', schema: 'Organization', properties: { name: ['IRGC'], topics: ['sanction'] } },
  { id: 'addr', caption: 'Minsk', schema: 'Address', properties: { full: ['Minsk'] }, target: false },
  {
    id: 'NK-3',
    caption: 'A Son',
    schema: 'Person',
    properties: { name: ['A Son'], topics: ['sanction.linked'] },
    target: false,
  },
]

/** A small data set: a wallet before its holder, two targets, a place and a relative. */
export const entities: string = all.map((one) => `${JSON.stringify(one)}\n`).join('')
