const NPM = `
express lodash react react-dom axios chalk commander typescript webpack webpack-cli babel-loader eslint prettier jquery moment
request async bluebird underscore uuid debug dotenv mongoose mongodb nodemon body-parser cors jsonwebtoken bcrypt bcryptjs
cookie-parser morgan winston socket.io socket.io-client passport passport-local passport-jwt helmet express-session
express-validator express-rate-limit multer nodemailer ethers web3 viem wagmi hardhat truffle ganache solc openzeppelin-solidity
bip39 bip32 bitcoinjs-lib tronweb bs58 keccak keccak256 elliptic secp256k1 tweetnacl crypto-js buffer bignumber.js bn.js
ethereumjs-util ethereumjs-tx ethereumjs-wallet web3modal walletconnect rxjs zone.js next nuxt gatsby svelte preact vue-router
vuex pinia redux react-redux redux-thunk redux-saga react-router react-router-dom react-scripts styled-components tailwindcss
postcss autoprefixer sass node-sass less-loader css-loader style-loader file-loader url-loader html-webpack-plugin
mini-css-extract-plugin terser uglify-js rollup esbuild vite vitest jest ts-jest ts-node mocha sinon cypress puppeteer playwright
playwright-core supertest cross-env cross-spawn rimraf mkdirp glob minimist yargs yargs-parser inquirer ora colors semver fs-extra
graceful-fs node-fetch isomorphic-fetch whatwg-fetch form-data superagent needle cheerio jsdom htmlparser2 marked markdown-it
highlight.js prismjs handlebars mustache nunjucks dayjs date-fns luxon validator joi ajv graphql apollo-server apollo-client
sequelize typeorm prisma knex mysql mysql2 sqlite3 better-sqlite3 ioredis redis kafkajs amqplib aws-sdk firebase firebase-admin
googleapis stripe discord.js telegraf electron electron-builder three d3-scale chart.js recharts framer-motion formik
react-hook-form react-query classnames prop-types immer immutable zustand mobx mobx-react lodash-es core-js regenerator-runtime
tslib object-assign inherits safe-buffer readable-stream string-decoder through2 concat-stream event-stream ws http-proxy
http-proxy-middleware serve-static compression concurrently husky lint-staged nyc sharp canvas node-gyp node-pre-gyp
node-gyp-build prebuild-install node-addon-api bindings chokidar watchpack browserslist caniuse-lite nanoid qrcode pino
pino-pretty loglevel tailwind-merge clsx swagger-ui-express swagger-jsdoc i18next react-i18next react-icons react-select
tslint eclint enquirer safer-buffer object.assign http2-proxy
react-toastify react-spring react-native expo-cli ionic cordova hardhat-gas-reporter solidity-coverage
@types @babel @angular @nestjs @typescript-eslint @testing-library @openzeppelin @nomiclabs @nomicfoundation @solana @metamask
@walletconnect @ethersproject @reduxjs @tanstack @emotion @headlessui @heroicons @radix-ui @sentry @storybook @rollup @vitejs
@aws-sdk @google-cloud @firebase @prisma @apollo @graphql-tools @fortawesome @vue @nuxt @sveltejs @react-native @expo @coinbase
@uniswap @safe-global @noble @scure @chainlink @project-serum @metaplex-foundation @rainbow-me @wagmi @tensorflow @material-ui
`
const PYPI = `
requests urllib3 numpy pandas scipy matplotlib setuptools wheel certifi charset-normalizer python-dateutil pyyaml cryptography
pycryptodome pycryptodomex colorama django flask fastapi uvicorn gunicorn sqlalchemy pydantic jinja2 markupsafe werkzeug click
aiohttp httpx beautifulsoup4 selenium scrapy pillow opencv-python tensorflow pytorch keras scikit-learn transformers boto3
botocore awscli paramiko psycopg2 psycopg2-binary pymongo pymysql celery pytest python-dotenv web3 eth-account eth-utils solana
solders bitcoinlib base58 ecdsa coincurve tronpy ccxt python-binance pyinstaller psutil websocket-client websockets telethon
discord.py openai langchain ipython jupyter notebook virtualenv packaging attrs wrapt termcolor tabulate
`

/**
 * Names of packages that are imitated because many install them, by registry; scopes of npm with their `@`.
 *
 * @source the lists of most depended-upon packages of npm and PyPI, and packages that wallets and exchanges build with
 */
export const POPULAR: Readonly<Record<'npm' | 'pypi', ReadonlySet<string>>> = {
  npm: new Set(NPM.trim().split(/\s+/u)),
  pypi: new Set(PYPI.trim().split(/\s+/u)),
}
