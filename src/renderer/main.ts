import { mount } from 'svelte'
import App from './app/App.svelte'
import { desk } from './app/desk.svelte.ts'
import './theme/base.css'
import './theme/prose.css'

void desk.start()
mount(App, { target: document.body })
