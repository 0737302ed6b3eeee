/** Where the table was taken from. */
export const SAFE_SOURCE = 'https://github.com/safe-global/safe-deployments, 1.37.56'

/**
 * What Safe has deployed for others to run in a Safe's name: a delegatecall to anything else hands the Safe over.
 *
 * @source https://github.com/safe-global/safe-deployments
 */
export const SAFE_LIBRARIES: readonly (readonly [name: string, address: string])[] = [
  ['Safe MultiSend', '0x8D29bE29923b68abfDD21e541b9374737B49cdAD'],
  ['Safe MultiSend', '0xA238CBeb142c10Ef7Ad8442C6D1f9E89e07e7761'],
  ['Safe MultiSend', '0x998739BFdAAdde7C933B942a68053933098f9EDa'],
  ['Safe MultiSend', '0x0dFcccB95225ffB03c6FBB2559B530C2B7C8A912'],
  ['Safe MultiSend', '0x38869bf66a61cF6bDB996A6aE40D5853Fd43B526'],
  ['Safe MultiSend', '0x309D0B190FeCCa8e1D5D8309a16F7e3CB133E885'],
  ['Safe MultiSend', '0x218543288004CD07832472D464648173c77D7eB7'],
  ['Safe MultiSendCallOnly', '0x40A2aCCbd92BCA938b02010E17A5b8929b49130D'],
  ['Safe MultiSendCallOnly', '0xA1dabEF33b3B82c7814B6D82A79e50F4AC44102B'],
  ['Safe MultiSendCallOnly', '0xf220D3b4DFb23C4ade8C88E526C1353AbAcbC38F'],
  ['Safe MultiSendCallOnly', '0x9641d764fc13c8B624c04430C7356C1C7C8102e2'],
  ['Safe MultiSendCallOnly', '0x0408EF011960d02349d50286D20531229BCef773'],
  ['Safe MultiSendCallOnly', '0xA83c336B20401Af773B6219BA5027174338D1836'],
  ['Safe SignMessageLib', '0xA65387F16B013cf2Af4605Ad8aA5ec25a2cbA3a2'],
  ['Safe SignMessageLib', '0x98FFBBF51bb33A056B08ddf711f289936AafF717'],
  ['Safe SignMessageLib', '0x357147caf9C0cCa67DfA0CF5369318d8193c8407'],
  ['Safe SignMessageLib', '0xd53cd0aB83D845Ac265BE939c57F53AD838012c9'],
  ['Safe SignMessageLib', '0xAca1ec0a1A575CDCCF1DC3d5d296202Eb6061888'],
  ['Safe SignMessageLib', '0x4FfeF8222648872B3dE295Ba1e49110E61f5b5aa'],
  ['Safe SafeMigration', '0x526643F69b81B008F46d95CD5ced5eC0edFFDaC6'],
  ['Safe SafeMigration', '0x817756C6c555A94BCEE39eB5a102AbC1678b09A7'],
  ['Safe SafeMigration', '0x6439e7ABD8Bb915A5263094784C5CF561c4172AC'],
  ['Safe SafeToL2Migration', '0xfF83F6335d8930cBad1c0D439A841f01888D9f69'],
  ['Safe SafeToL2Migration', '0xa26620d1f8f1a2433F0D25027F141aaCAFB3E590'],
  ['Safe CreateCall', '0x7cbB62EaA69F79e6873cD1ecB2392971036cFAa4'],
  ['Safe CreateCall', '0xB19D6FFc2182150F8Eb585b79D4ABcd7C5640A9d'],
  ['Safe CreateCall', '0xcB8e5E438c5c2b45FbE17B02Ca9aF91509a8ad56'],
  ['Safe CreateCall', '0x9b35Af71d77eaf8d7e40252370304687390A1A52'],
  ['Safe CreateCall', '0xAAA566Fe7978bB0fb0B5362B7ba23038f4428D8f'],
  ['Safe CreateCall', '0x2Ef5ECfbea521449E4De05EDB1ce63B75eDA90B4'],
]
