/** A person, a company and a ship in the form of the UK's list. */
export const PERSON = `  <Designation>
    <LastUpdated>14/04/2026</LastUpdated>
    <DateDesignated>25/01/2001</DateDesignated>
    <UniqueID>AFG0006</UniqueID>
    <OFSIGroupID>7172</OFSIGroupID>
    <Names>
      <Name><Name6>Haji Mohammad Hassan</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name>
      <Name><Name6>AKHUND</Name6><Name1>MOHAMMAD</Name1><Name2>HASSAN</Name2><NameType>Primary Name</NameType></Name>
      <Name><Name1>Mohamed</Name1><Name6>Akhund</Name6><NameType>Primary name variation</NameType></Name>
    </Names>
    <NonLatinNames><NonLatinName><NameNonLatinScript>محمد حسن آخوند</NameNonLatinScript></NonLatinName></NonLatinNames>
    <RegimeName>The Afghanistan (Sanctions) (EU Exit) Regulations 2020</RegimeName>
    <IndividualEntityShip>Individual</IndividualEntityShip>
    <SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze></SanctionsImposedIndicators>
    <OtherInformation>A close associate.</OtherInformation>
    <Addresses><Address><AddressCountry>Afghanistan</AddressCountry></Address></Addresses>
    <IndividualDetails><Individual>
      <DOBs><DOB>dd/mm/1945</DOB><DOB>02/03/1958</DOB></DOBs>
      <Nationalities><Nationality>Pakistan</Nationality></Nationalities>
      <PassportDetails><Passport><PassportNumber>L 191609</PassportNumber></Passport></PassportDetails>
    </Individual></IndividualDetails>
  </Designation>
`
export const COMPANY = `  <Designation>
    <DateDesignated>20/08/2025</DateDesignated>
    <UniqueID>RUS2710</UniqueID>
    <Names><Name><Name6>GRINEX LLC</Name6><NameType>Primary Name</NameType></Name></Names>
    <RegimeName>The Russia (Sanctions) (EU Exit) Regulations 2019</RegimeName>
    <IndividualEntityShip>Entity</IndividualEntityShip>
    <OtherInformation>Digital Currency Address: XBT 1Q9UAQbcDezmyouFrzt94t4dSMxgsUfW1X; ETH: 0x7F367cC41522cE07553e823bf3be79A889DEbe1B</OtherInformation>
    <EntityDetails><Entity><BusinessRegistrationNumbers><BusinessRegistrationNumber>1027700132195</BusinessRegistrationNumber></BusinessRegistrationNumbers></Entity></EntityDetails>
  </Designation>
`
export const SHIP = `  <Designation>
    <UniqueID>DPR0075</UniqueID>
    <Names><Name><Name6>Petrel 8</Name6><NameType>Primary name</NameType></Name></Names>
    <RegimeName>The Democratic People's Republic of Korea (Sanctions) (EU Exit) Regulations 2019</RegimeName>
    <IndividualEntityShip>Ship</IndividualEntityShip>
    <ShipDetails><Ship><IMONumbers><IMONumber>IMO9562233</IMONumber></IMONumbers>
      <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip></CurrentBelievedFlagOfShips></Ship></ShipDetails>
  </Designation>
`

/** An edition of the UK's list. */
export function ukList(designations: string = PERSON + COMPANY + SHIP): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <DateGenerated>02/09/2026</DateGenerated>
${designations}</Designations>`
}
