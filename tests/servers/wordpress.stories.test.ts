import { tellStories } from '../stories/tell.ts'
import { wordpress } from './wordpress-destination.ts'

tellStories([wordpress])
