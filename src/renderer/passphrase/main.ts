import { mount } from 'svelte'
import { answerOf } from '../../preload/reply.ts'
import { locale } from '../app/locale.svelte.ts'
import '../theme/base.css'
import PassphraseForm from './PassphraseForm.svelte'

const request = answerOf(await window.relaisPassphrase.request())
locale.lang = request.lang
document.title = locale.t(request.purpose === 'secret' ? 'shell.passphrase.secretWindow' : 'shell.passphrase.window')
mount(PassphraseForm, { target: document.body, props: { request } })
