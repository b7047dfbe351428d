import { destinations } from './destinations/index.ts'
import { tellStories } from './tell.ts'

tellStories(destinations)
