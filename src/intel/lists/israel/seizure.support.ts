/** Orders in the form of the publisher's file. */
export const seizures: string = [
  '\uFEFFשם מלא,תעודת זהות,דרכון,תאריך לידה,מספר זיהוי הארנק האלקטרוני/ יוזר,מטבע',
  'צ.ת 18/26',
  ',,,,TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ,',
  'MOHAMMAD KAMAL JBARAH,,T1307262,03/08/1991,105750906,',
  'צ.ת 7/25,,,,,',
  ',,,,TН96tFMn8KGiYSLiwсV3E2UiaJc8jmcbz3,',
  ',,,,bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23 (Address tag 104728783)*,BNB',
  '-,-,-,-,"TPQrYqxT2ss3BSq5VrAdX9FyrC11Sb4PH2, TWB9xgNG9nmJuwW4etsQEb9RRnrnVnoNnJ",',
  'ABU OMAR,,,,,',
  'אנונימי,-,-,-,19D1iGzDr7FyAdiy3ZZdxMd6ttHj1kj6WW,BTC',
  '',
].join('\r\n')
