/**
 * Firms that coin names of actors, by their id in MISP's galaxy.
 *
 * @source https://github.com/MISP/misp-galaxy/blob/main/clusters/producer.json
 */
const PRODUCERS: ReadonlyMap<string, string> = new Map([
  ['d0c33595-b684-45ef-91c3-e2f5ce1a8191', 'Microsoft'],
  ['f9eb432f-2293-48b7-bca4-cc78beb50df0', 'CrowdStrike'],
  ['da5cdcd1-7b15-4371-b7eb-ca32916d2052', 'Mandiant'],
  ['a7119872-bc6b-494b-9f7a-8c50faaf53a9', 'Secureworks'],
  ['a1ad5090-2487-46d2-8237-6151a2dd5063', 'MITRE'],
  ['cae79680-67a6-4411-903c-f824dbcc813f', 'Proofpoint'],
  ['e9491d3b-2174-47d6-8a15-ecec552d16ae', 'Unit 42'],
  ['0d4886f9-97e1-4cb2-8822-580fd09540e5', 'Kaspersky'],
  ['3ac8f6fc-9c04-4ebd-bda2-788cc02fe4ed', 'Trend Micro'],
  ['598308b3-5475-48c6-9a2c-676fe1d2c6fb', 'Google'],
  ['0adf6f0f-3795-4de1-9763-1bdd1c31a5d7', 'Cisco Talos'],
  ['3a43aca5-6366-4168-b182-a8afec4550b5', 'ESET'],
  ['ad7032df-0e9a-4ea9-b35c-c68ff854be80', 'Recorded Future'],
  ['e583434b-7fb8-42c8-90ce-89aa8ed35f0c', 'Symantec'],
  ['21afba9e-cd2a-45c9-b421-b1f14fd181e9', 'Group-IB'],
  ['e4ed3168-7830-490f-9eed-d1b3ef2daccd', 'Dragos'],
  ['b8ca0932-c4cb-45c0-b7b1-88b9685ba24b', 'McAfee'],
  ['c2f76813-f24c-450e-abfd-0db4495ab68e', 'Volexity'],
  ['455b9e40-e8dd-443b-87b3-c70bd09b4231', 'Sophos'],
])

/** Name of the firm that an id of MISP's galaxy stands for, where we know it. */
export function findProducer(uuid: string): string | undefined {
  return PRODUCERS.get(uuid)
}
