import { writeFileSync } from 'node:fs'
import { reportWeightsFile } from '../diagnose/terms/weights.ts'
import { packJson } from '../os/packed-json.ts'
import { fitReports, otherTexts, publicReports, writtenReports } from './public-reports.ts'

/** Fits what words and facts say of causes to the reports in fixtures/diagnose: `npm run fit`. */
writeFileSync(
  reportWeightsFile,
  packJson(fitReports(publicReports(), writtenReports(), otherTexts())),
)
