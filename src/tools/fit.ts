import { writeFileSync } from 'node:fs'
import { reportWeightsFile } from '../diagnose/terms/weights.ts'
import { packJson } from '../os/packed-json.ts'
import { fitReports } from './fit-reports.ts'
import { otherTexts, publicReports, writtenReports } from './reports.ts'

/** Fits what words and facts say of causes to the reports in fixtures/diagnose: `npm run fit`. */
writeFileSync(
  reportWeightsFile,
  packJson(fitReports(publicReports(), writtenReports(), otherTexts())),
)
