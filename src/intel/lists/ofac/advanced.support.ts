const NAMESPACE = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML'

/** The sets of values that a small file in the form of SDN_ADVANCED.XML needs. Ids are those that OFAC uses. */
export const VALUES = `  <ReferenceValueSets>
    <AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType></AliasTypeValues>
    <CountryValues><Country ID="11067" ISO2="CN">China</Country><Country ID="11082" ISO2="CY">Cyprus</Country></CountryValues>
    <DetailReferenceValues><DetailReference ID="91526">Male</DetailReference></DetailReferenceValues>
    <FeatureTypeValues>
      <FeatureType ID="8" FeatureTypeGroupID="1">Birthdate</FeatureType>
      <FeatureType ID="10" FeatureTypeGroupID="1">Nationality Country</FeatureType>
      <FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType>
      <FeatureType ID="224" FeatureTypeGroupID="1">Gender</FeatureType>
      <FeatureType ID="344" FeatureTypeGroupID="1">Digital Currency Address - XBT</FeatureType>
      <FeatureType ID="5555" FeatureTypeGroupID="1">Digital Currency Address - NEW</FeatureType>
      <FeatureType ID="1" FeatureTypeGroupID="2">Vessel Call Sign</FeatureType>
      <FeatureType ID="3" FeatureTypeGroupID="2">VESSEL FLAG</FeatureType>
    </FeatureTypeValues>
    <IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType></IDRegDocTypeValues>
    <NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType><NamePartType ID="1521">First Name</NamePartType></NamePartTypeValues>
    <PartySubTypeValues>
      <PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
      <PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
      <PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType>
    </PartySubTypeValues>
    <PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType><PartyType ID="4">Transport</PartyType></PartyTypeValues>
    <SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType><SanctionsType ID="1705">Block</SanctionsType></SanctionsTypeValues>
    <ScriptValues><Script ID="215" ScriptCode="Latn">Latin</Script><Script ID="501" ScriptCode="Hans">Chinese Simplified</Script></ScriptValues>
  </ReferenceValueSets>
`
export const PLACES = `  <Locations>
    <Location ID="500"><LocationCountry CountryID="11067"/></Location>
    <Location ID="501"><LocationCountry CountryID="11082"/></Location>
  </Locations>
  <IDRegDocuments>
    <IDRegDocument ID="700" IDRegDocTypeID="1571" IdentityID="91" IssuedBy-CountryID="11067"><IDRegistrationNo>G31920875</IDRegistrationNo></IDRegDocument>
  </IDRegDocuments>
`
const name = (parts: readonly string[], { primary, low = 'false' }: { primary: string; low?: string }) =>
  `<Alias FixedRef="9001" AliasTypeID="1403" Primary="${primary}" LowQuality="${low}"><DocumentedName ID="71" FixedRef="9001" DocNameStatusID="1">${parts.join('')}</DocumentedName></Alias>`
const part = (group: number, text: string, script = 215) =>
  `<DocumentedNamePart><NamePartValue NamePartGroupID="${group}" ScriptID="${script}" ScriptStatusID="1" Acronym="false">${text}</NamePartValue></DocumentedNamePart>`

export const PERSON: string = `    <DistinctParty FixedRef="9001">
      <Comment />
      <Profile ID="9901" PartySubTypeID="4">
        <Identity ID="91" FixedRef="9001" Primary="true" False="false">
          ${name([part(811, '天银银', 501)], { primary: 'true' })}
          ${name([part(811, 'TIAN'), part(812, 'Yinyin')], { primary: 'true' })}
          ${name([part(811, 'snowsjohn')], { primary: 'false', low: 'true' })}
          ${name([part(811, 'TIEN'), part(812, 'Yin Yin')], { primary: 'false' })}
          <NamePartGroups>
            <MasterNamePartGroup><NamePartGroup ID="811" NamePartTypeID="1520"/></MasterNamePartGroup>
            <MasterNamePartGroup><NamePartGroup ID="812" NamePartTypeID="1521"/></MasterNamePartGroup>
          </NamePartGroups>
        </Identity>
        <Feature ID="55" FeatureTypeID="8"><FeatureVersion ID="56" ReliabilityID="1"><DatePeriod CalendarTypeID="1"><Start Approximate="false"><From><Year>1986</Year><Month>7</Month><Day>12</Day></From><To><Year>1986</Year><Month>7</Month><Day>12</Day></To></Start><End Approximate="false"><From><Year>1986</Year><Month>7</Month><Day>12</Day></From><To><Year>1986</Year><Month>7</Month><Day>12</Day></To></End></DatePeriod></FeatureVersion></Feature>
        <Feature ID="155" FeatureTypeID="8"><FeatureVersion ID="156" ReliabilityID="1"><DatePeriod><Start><From><Year>1970</Year><Month>1</Month><Day>1</Day></From></Start><End><To><Year>1972</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod></FeatureVersion></Feature>
        <Feature ID="57" FeatureTypeID="10"><FeatureVersion ID="58"><VersionLocation LocationID="500"/></FeatureVersion></Feature>
        <Feature ID="63" FeatureTypeID="224"><FeatureVersion ID="64"><VersionDetail DetailTypeID="1431" DetailReferenceID="91526"/></FeatureVersion></Feature>
        <Feature ID="65" FeatureTypeID="344"><FeatureVersion ID="66"><Comment/><VersionDetail DetailTypeID="1432">134r8iHv69xdT6p5qVKTsHrcUEuBVZAYak</VersionDetail></FeatureVersion></Feature>
        <Feature ID="67" FeatureTypeID="5555"><FeatureVersion ID="68"><VersionDetail DetailTypeID="1432"> TNiq9AXBp9EjUqhDhrwrfvAA8U3GUQZH81 </VersionDetail></FeatureVersion></Feature>
      </Profile>
    </DistinctParty>
`
export const SHIP: string = `    <DistinctParty FixedRef="4243">
      <Profile ID="4243" PartySubTypeID="1">
        <Identity ID="93" FixedRef="4243" Primary="true">${name([part(831, 'SAND SWAN')], { primary: 'true' })}</Identity>
        <Feature ID="71" FeatureTypeID="1"><FeatureVersion ID="72"><VersionDetail DetailTypeID="1432">P3QG3</VersionDetail></FeatureVersion></Feature>
        <Feature ID="73" FeatureTypeID="3"><FeatureVersion ID="74"><VersionLocation LocationID="501"/></FeatureVersion></Feature>
      </Profile>
    </DistinctParty>
`
export const SANCTION = `    <SanctionsEntry ID="800" ProfileID="9901" ListID="1550">
      <EntryEvent ID="801" EntryEventTypeID="1" LegalBasisID="1"><Comment/><Date CalendarTypeID="1"><Year>2020</Year><Month>3</Month><Day>2</Day></Date></EntryEvent>
      <SanctionsMeasure ID="802" SanctionsTypeID="1"><Comment>DPRK3</Comment></SanctionsMeasure>
      <SanctionsMeasure ID="803" SanctionsTypeID="1"><Comment>CYBER2</Comment></SanctionsMeasure>
      <SanctionsMeasure ID="804" SanctionsTypeID="1705"><Comment/></SanctionsMeasure>
    </SanctionsEntry>
`

/** What stands before the parties of an edition. */
export const ADVANCED_HEAD: string = `<?xml version="1.0" encoding="utf-8"?>
<Sanctions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="${NAMESPACE}" Version="1.0">
  <DateOfIssue CalendarTypeID="1"><Year>2026</Year><Month>9</Month><Day>3</Day></DateOfIssue>
${VALUES}${PLACES}  <DistinctParties>
`

/** A small edition in the form of SDN_ADVANCED.XML. */
export function advanced(parties: string = PERSON + SHIP, sanctions: string = SANCTION): string {
  return `${ADVANCED_HEAD}${parties}  </DistinctParties>
  <ProfileRelationships><ProfileRelationship ID="1" From-ProfileID="9901" To-ProfileID="4243"/></ProfileRelationships>
  <SanctionsEntries>
${sanctions}  </SanctionsEntries>
</Sanctions>`
}
