import { type Deed, may, type Officer } from '../../domain/officer.ts'
import {
  CAMPAIGNS,
  CHANNELS,
  CLAIMS,
  CORRECTIONS,
  DOUBTS,
  HANDOVERS,
  IMPORTS,
  MEETINGS,
  OFFICERS,
  OVERLAPS,
  QUESTIONS,
  REACH,
  REPORTS,
  VISITS,
  WORKERS,
} from './paths.ts'

/** A part of the console that has a place in the navigation. */
export interface Section {
  path: string
  /** Key of its name. */
  label: string
  /** Who may open it; its routes say the same. */
  deed: Deed
}

export const SECTIONS: readonly Section[] = [
  { path: HANDOVERS, label: 'console.section.handovers', deed: 'answerHandover' },
  { path: CAMPAIGNS, label: 'console.section.campaigns', deed: 'draftCampaign' },
  { path: IMPORTS, label: 'console.section.imports', deed: 'readRegister' },
  { path: WORKERS, label: 'console.section.workers', deed: 'readRegister' },
  { path: OVERLAPS, label: 'console.section.overlaps', deed: 'readOverlaps' },
  { path: REACH, label: 'console.section.reach', deed: 'readReach' },
  { path: REPORTS, label: 'console.section.reports', deed: 'readReach' },
  { path: VISITS, label: 'console.section.visits', deed: 'keepVisits' },
  { path: MEETINGS, label: 'console.section.meetings', deed: 'holdMeetings' },
  { path: DOUBTS, label: 'console.section.doubts', deed: 'decideDoubt' },
  { path: CLAIMS, label: 'console.section.claims', deed: 'readClaims' },
  { path: CORRECTIONS, label: 'console.section.corrections', deed: 'answerCorrections' },
  { path: QUESTIONS, label: 'console.section.questions', deed: 'answerHandover' },
  { path: CHANNELS, label: 'console.section.channels', deed: 'changeSettings' },
  { path: OFFICERS, label: 'console.section.officers', deed: 'manageOfficers' },
]

export function sectionsOf(officer: Officer): Section[] {
  return SECTIONS.filter(({ deed }) => may(officer, deed))
}
