import type { ActorRecord } from './Actor.ts'

/**
 * Clusters that are tied to the DPRK, with the names that MISP's galaxy and MITRE ATT&CK give them.
 *
 * A name stands under the entry that has it, with the firm that coined it where the entry says so. Which entries are one
 * actor is our judgement: they share names. Lazarus Group and the IT workers are umbrellas: MISP files whole other groups
 * under the former, which is kept as its claim and merges nothing.
 *
 * @source https://github.com/MISP/misp-galaxy clusters threat-actor (version 349) and mitre-intrusion-set (version 40)
 */
export const DPRK_ACTORS: readonly ActorRecord[] = [
  {
    id: 'lazarus',
    name: 'Lazarus Group',
    isUmbrella: true,
    entries: [
      {
        source: 'misp',
        id: '68391641-859f-4a9a-9a1e-3e5cf71ec376',
        country: 'KP',
        names: [
          ['Lazarus Group'],
          ['Operation DarkSeoul'],
          ['Dark Seoul'],
          ['Hidden Cobra', 'McAfee'],
          ['Hastati Group'],
          ['Andariel'],
          ['Unit 121'],
          ['Bureau 121'],
          ['NewRomanic Cyber Army Team'],
          ['Bluenoroff'],
          ['Group 77'],
          ['Labyrinth Chollima', 'CrowdStrike'],
          ['Operation Troy', 'McAfee'],
          ['Operation GhostSecret', 'McAfee'],
          ['Operation AppleJeus', 'Kaspersky'],
          ['APT38', 'Mandiant'],
          ['APT 38', 'Mandiant'],
          ['Stardust Chollima', 'CrowdStrike'],
          ['Whois Hacking Team'],
          ['Zinc'],
          ['Appleworm'],
          ['Nickel Academy'],
          ['APT-C-26'],
          ['NICKEL GLADSTONE', 'Secureworks'],
          ['COVELLITE'],
          ['ATK3'],
          ['ATK117'],
          ['Citrine Sleet', 'Microsoft'],
          ['DEV-0139', 'Microsoft'],
          ['DEV-1222', 'Microsoft'],
          ['Diamond Sleet', 'Microsoft'],
          ['ZINC'],
          ['Sapphire Sleet', 'Microsoft'],
          ['COPERNICIUM'],
          ['TA404', 'Proofpoint'],
          ['Lazarus group'],
          ['BeagleBoyz'],
          ['Moonstone Sleet', 'Microsoft'],
          ['Black Artemis'],
        ],
      },
      {
        source: 'attack',
        id: 'G0032',
        names: [
          ['Lazarus Group'],
          ['Labyrinth Chollima'],
          ['HIDDEN COBRA'],
          ['Guardians of Peace'],
          ['ZINC'],
          ['NICKEL ACADEMY'],
          ['Diamond Sleet'],
        ],
      },
    ],
  },
  {
    id: 'tradertraitor',
    name: 'TraderTraitor',
    partOf: ['lazarus'],
    entries: [
      {
        source: 'misp',
        id: '825abfd9-7238-4438-a9e7-c08791f4df4e',
        country: 'KP',
        names: [['TraderTraitor'], ['Jade Sleet', 'Microsoft'], ['UNC4899', 'Mandiant'], ['Pukchong']],
      },
    ],
  },
  {
    id: 'apt38',
    name: 'APT38',
    partOf: ['lazarus'],
    entries: [
      {
        source: 'misp',
        id: 'd8e1762a-0063-48c2-9ea1-8d176d14b70f',
        names: [
          ['STARDUST CHOLLIMA', 'CrowdStrike'],
          ['Sapphire Sleet', 'Microsoft'],
        ],
      },
      { source: 'misp', id: '5a38db83-16b3-477f-a045-66a922868eea', country: 'KP', names: [['TA444', 'Proofpoint']] },
      {
        source: 'attack',
        id: 'G0082',
        names: [
          ['APT38'],
          ['NICKEL GLADSTONE'],
          ['BeagleBoyz'],
          ['Bluenoroff'],
          ['Stardust Chollima'],
          ['Sapphire Sleet'],
          ['COPERNICIUM'],
        ],
      },
    ],
  },
  {
    id: 'unc1069',
    name: 'UNC1069',
    entries: [
      {
        source: 'misp',
        id: 'b7e897da-108b-4f5b-b32b-3fd9375cc55e',
        country: 'KP',
        names: [['UNC1069', 'Mandiant'], ['MASAN'], ['CryptoCore'], ['MIDNIGHT NEPTUNE', 'Google']],
      },
    ],
  },
  {
    id: 'citrine-sleet',
    name: 'Citrine Sleet',
    partOf: ['lazarus'],
    entries: [
      { source: 'misp', id: 'afe5526e-e5e4-4b05-bc69-2bfb6785fc7e', country: 'KP', names: [['UNC4736', 'Mandiant']] },
      {
        source: 'attack',
        id: 'G1049',
        names: [['AppleJeus'], ['Gleaming Pisces'], ['Citrine Sleet'], ['UNC1720'], ['UNC4736']],
      },
    ],
  },
  {
    id: 'contagious-interview',
    name: 'Contagious Interview',
    entries: [
      { source: 'misp', id: 'b2765bd8-1200-4df5-a9d3-72a7b679dcdb', names: [['Contagious Interview']] },
      {
        source: 'attack',
        id: 'G1052',
        names: [
          ['Contagious Interview'],
          ['DeceptiveDevelopment'],
          ['Gwisin Gang'],
          ['Tenacious Pungsan'],
          ['DEV#POPPER'],
          ['PurpleBravo'],
          ['TAG-121'],
        ],
      },
    ],
  },
  {
    id: 'it-workers',
    name: 'DPRK IT workers',
    isUmbrella: true,
    entries: [
      { source: 'msmt', id: 'report of 22 October 2025', country: 'KP', names: [['DPRK IT workers'], ['IT workers']] },
    ],
  },
  {
    id: 'wagemole',
    name: 'WageMole',
    partOf: ['it-workers'],
    entries: [
      {
        source: 'misp',
        id: '09aa3edb-e956-43f0-9fcb-a3154b47d202',
        country: 'KP',
        names: [
          ['WageMole'],
          ['Famous Chollima', 'CrowdStrike'],
          ['UNC5267', 'Mandiant'],
          ['Wagemole'],
          ['Nickel Tapestry'],
          ['Storm-1877', 'Microsoft'],
          ['Void Dokkaebi'],
          ['WaterPlum'],
          ['PurpleBravo'],
        ],
      },
    ],
  },
  {
    id: 'andariel',
    name: 'Andariel',
    partOf: ['lazarus'],
    entries: [
      {
        source: 'misp',
        id: '245c8dde-ed42-4c49-b48b-634e3e21bdd7',
        country: 'KP',
        names: [
          ['Silent Chollima', 'CrowdStrike'],
          ['OperationTroy'],
          ['Guardian of Peace'],
          ['GOP'],
          ['WHOis Team'],
          ['Andariel'],
          ['Onyx Sleet', 'Microsoft'],
          ['PLUTONIUM'],
        ],
      },
      { source: 'attack', id: 'G0138', names: [['Andariel'], ['Silent Chollima'], ['PLUTONIUM'], ['Onyx Sleet']] },
    ],
  },
  {
    id: 'moonstone-sleet',
    name: 'Moonstone Sleet',
    partOf: ['lazarus'],
    entries: [{ source: 'attack', id: 'G1036', names: [['Moonstone Sleet'], ['Storm-1789']] }],
  },
  {
    id: 'kimsuky',
    name: 'Kimsuky',
    entries: [
      {
        source: 'misp',
        id: 'bcaaad6f-0597-4b89-b69b-84a6be2b7bc3',
        country: 'KP',
        names: [
          ['Kimsuky'],
          ['Velvet Chollima', 'CrowdStrike'],
          ['Black Banshee'],
          ['Thallium'],
          ['Operation Stolen Pencil'],
          ['APT43', 'Mandiant'],
          ['Emerald Sleet', 'Microsoft'],
          ['THALLIUM'],
          ['Springtail', 'Symantec'],
          ['Sparkling Pisces'],
          ['G0086', 'ATT&CK, retired'],
        ],
      },
      { source: 'misp', id: 'aac49b4e-74e9-49fa-84f9-e340cf8bafbc', names: [['APT43', 'Mandiant']] },
      {
        source: 'attack',
        id: 'G0094',
        names: [
          ['Kimsuky'],
          ['Black Banshee'],
          ['Velvet Chollima'],
          ['Emerald Sleet'],
          ['THALLIUM'],
          ['APT43'],
          ['TA427'],
          ['Springtail'],
          ['Earth Kumiho'],
          ['PatheticSlug'],
        ],
      },
    ],
  },
  {
    id: 'apt37',
    name: 'APT37',
    entries: [
      {
        source: 'misp',
        id: '50cd027f-df14-40b2-aa22-bf5de5061163',
        country: 'KP',
        names: [
          ['APT37', 'Mandiant'],
          ['APT 37', 'Mandiant'],
          ['Group 123'],
          ['Group123'],
          ['InkySquid', 'Volexity'],
          ['Operation Daybreak', 'Kaspersky'],
          ['Operation Erebus'],
          ['Reaper Group'],
          ['Reaper'],
          ['Red Eyes'],
          ['Ricochet Chollima', 'CrowdStrike'],
          ['ScarCruft', 'Kaspersky'],
          ['Venus 121'],
          ['ATK4'],
          ['Moldy Pisces', 'Unit 42'],
          ['APT-C-28'],
          ['PLAIN NEPTUNE', 'Google'],
        ],
      },
      {
        source: 'attack',
        id: 'G0067',
        names: [
          ['APT37'],
          ['InkySquid'],
          ['ScarCruft'],
          ['Reaper'],
          ['Group123'],
          ['TEMP.Reaper'],
          ['Ricochet Chollima'],
        ],
      },
    ],
  },
  {
    id: 'temp-hermit',
    name: 'TEMP.Hermit',
    entries: [
      {
        source: 'misp',
        id: '73c636ae-e55c-4167-bf40-315789698adb',
        country: 'KP',
        names: [['TEMP.Hermit'], ['HERMIT NEPTUNE', 'Google']],
      },
    ],
  },
  {
    id: 'oniondog',
    name: 'OnionDog',
    entries: [{ source: 'misp', id: '5898e11e-a023-464d-975c-b36fb1639e69', country: 'KP', names: [['OnionDog']] }],
  },
  {
    id: 'ta406',
    name: 'TA406',
    partOf: ['kimsuky'],
    entries: [
      { source: 'misp', id: '89f005f9-22e9-4c50-9b48-e94c521266e5', country: 'KP', names: [['TA406', 'Proofpoint']] },
    ],
  },
  {
    id: 'pearl-sleet',
    name: 'Pearl Sleet',
    entries: [
      {
        source: 'misp',
        id: 'ef0d776a-51de-4965-ba1c-69ed256e0e5d',
        country: 'KP',
        names: [['Pearl Sleet', 'Microsoft'], ['DEV-0215', 'Microsoft'], ['LAWRENCIUM']],
      },
    ],
  },
  {
    id: 'ruby-sleet',
    name: 'Ruby Sleet',
    entries: [
      {
        source: 'misp',
        id: '03ff54cf-f7d4-4606-a531-2ca6d4fa6a54',
        country: 'KP',
        names: [['Ruby Sleet', 'Microsoft'], ['CERIUM']],
      },
    ],
  },
  {
    id: 'opal-sleet',
    name: 'Opal Sleet',
    entries: [
      {
        source: 'misp',
        id: '5f71a9ea-511d-4fdd-9807-271ef613f488',
        country: 'KP',
        names: [['Opal Sleet', 'Microsoft'], ['OSMIUM'], ['Konni'], ['Vedalia']],
      },
    ],
  },
  {
    id: 'storm-0530',
    name: 'Storm-0530',
    entries: [
      {
        source: 'misp',
        id: '47945864-c233-46e7-8b96-b427b97b0ebf',
        country: 'KP',
        names: [['Storm-0530', 'Microsoft'], ['DEV-0530', 'Microsoft'], ['H0lyGh0st']],
      },
    ],
  },
  {
    id: 'apt45',
    name: 'APT45',
    entries: [
      {
        source: 'misp',
        id: '02768be6-853c-4239-8fb1-823427489a86',
        country: 'KP',
        names: [
          ['APT45', 'Mandiant'],
          ['GRASS NEPTUNE', 'Google'],
        ],
      },
    ],
  },
  {
    id: 'unc2970',
    name: 'UNC2970',
    entries: [
      { source: 'misp', id: 'e40cf515-f155-46d4-b174-88b38383f9bb', country: 'KP', names: [['UNC2970', 'Mandiant']] },
    ],
  },
  {
    id: 'uat-5394',
    name: 'UAT-5394',
    entries: [{ source: 'misp', id: '6038ceaf-4c1b-470d-af36-c62948488786', country: 'KP', names: [['UAT-5394']] }],
  },
  {
    id: 'wassonite',
    name: 'Wassonite',
    entries: [
      { source: 'misp', id: 'fba00660-d18c-4af7-831c-25757e495907', country: 'KP', names: [['Wassonite', 'Dragos']] },
    ],
  },
  {
    id: 'larva-24005',
    name: 'Larva-24005',
    entries: [{ source: 'misp', id: '558e7697-7195-4086-a0d0-cd3b4c7b3747', country: 'KP', names: [['Larva-24005']] }],
  },
  {
    id: 'punk-003',
    name: 'puNK-003',
    entries: [{ source: 'misp', id: '0a690077-8268-4c06-9615-eabb6b0d0028', country: 'KP', names: [['puNK-003']] }],
  },
  {
    id: 'elusive-comet',
    name: 'ELUSIVE COMET',
    entries: [
      { source: 'misp', id: '49751cf1-f3b9-4d5b-99d1-7378d1bc2298', country: 'KP', names: [['ELUSIVE COMET']] },
    ],
  },
  {
    id: 'unc5342',
    name: 'UNC5342',
    entries: [
      { source: 'misp', id: '6c253a07-b75d-4c3c-a93d-13aed83662f1', country: 'KP', names: [['UNC5342', 'Mandiant']] },
    ],
  },
  {
    id: 'nickel-alley',
    name: 'Nickel Alley',
    entries: [
      {
        source: 'misp',
        id: '2a105c46-90b1-4cff-9f66-464f8c66c22f',
        country: 'KP',
        names: [['Nickel Alley', 'Sophos']],
      },
    ],
  },
  {
    id: 'jinx-0164',
    name: 'JINX-0164',
    entries: [{ source: 'misp', id: '3714b184-50ea-4251-acd8-4ad1e2b0a4d7', country: 'KP', names: [['JINX-0164']] }],
  },
]
