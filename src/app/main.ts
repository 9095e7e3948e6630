// First, so that the launch token leaves the address before the router reads it.
import './transport.ts';
import ui from '@nuxt/ui/vue-plugin';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router.ts';
import './theme.css';

createApp(App).use(createPinia()).use(router).use(ui).mount('#app');
