/** A person and a company in the form of the EU's list. */
export const PERSON = `  <sanctionEntity designationDate="2022-04-08" designationDetails="" unitedNationId="" euReferenceNumber="EU.7985.24" logicalId="138679">
    <remark>Born in Makiivka.</remark>
    <regulation regulationType="amendment" publicationDate="2022-04-08" numberTitle="2022/581 (OJ L110)" programme="UKR" logicalId="1"><publicationUrl>http://eur-lex.europa.eu/x</publicationUrl></regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="" middleName="" lastName="" wholeName="Tanya" strong="false" regulationLanguage="en" logicalId="2"/>
    <nameAlias firstName="Tatiana" middleName="Vladimirovna" lastName="ZHURAVLEVA" wholeName="Tatiana Vladimirovna ZHURAVLEVA" gender="F" strong="true" regulationLanguage="en" logicalId="3"><regulationSummary numberTitle="2022/581"/></nameAlias>
    <nameAlias wholeName="Татьяна Владимировна ЖУРАВЛЕВА" nameLanguage="RU" strong="true" logicalId="4"/>
    <citizenship countryIso2Code="UA" countryDescription="UKRAINE" logicalId="5"/>
    <birthdate circa="false" calendarType="GREGORIAN" city="Makiivka" birthdate="1967-12-19" dayOfMonth="19" monthOfYear="12" year="1967" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="6"/>
    <birthdate circa="true" yearRangeFrom="1960" yearRangeTo="1962" logicalId="7"/>
    <identification number="366510784303" identificationTypeCode="fiscalcode" identificationTypeDescription="Fiscal code" logicalId="8"/>
  </sanctionEntity>
`
export const COMPANY = `  <sanctionEntity designationDate="" euReferenceNumber="EU.13200.1" logicalId="180078">
    <remark>Grinex operates a trading platform. Wallets: ETH: 0x7F367cC41522cE07553e823bf3
be79A889DEbe1B; TRX: TNiq9AXBp9EjUqhDhrwrfvAA8U3
  GUQZH81.</remark>
    <regulation programme="RUS" numberTitle="2025/2033" logicalId="9"/>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Grinex" strong="true" logicalId="10"><remark>also uses bc1qfesn3jj65fhmf00hh45ueql8je8jae6ep3qk84</remark></nameAlias>
    <address city="Bishkek" countryIso2Code="KG" countryDescription="KYRGYZSTAN" logicalId="11"/>
  </sanctionEntity>
`

/** An edition of the EU's list. */
export function euList(entities: string = PERSON + COMPANY): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-06-05T00:51:25.849+02:00" globalFileId="182848">
${entities}</export>
`
}
