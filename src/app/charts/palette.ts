/** The charts' colours, read from the theme's CSS variables, so that theme.css is their one home. */
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

/** Everything a chart is drawn with. */
export interface Look {
  blue: string;
  turquoise: string;
  pink: string;
  orange: string;
  grey: string;
  purple: string;
  band: string;
  bandStrong: string;
  ink: string;
  grid: string;
  paper: string;
  font: string;
}

function lookOf(element: Element): Look {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--chart-${name}`).trim();
  return {
    blue: colour('blue'),
    turquoise: colour('turquoise'),
    pink: colour('pink'),
    orange: colour('orange'),
    grey: colour('grey'),
    purple: colour('purple'),
    band: colour('band'),
    bandStrong: colour('band-strong'),
    ink: colour('ink'),
    grid: colour('grid'),
    paper: colour('paper'),
    font: style.fontFamily,
  };
}

/** The look for paper and for files: light, whatever the screen shows. */
export function lightLook(): Look {
  const probe = document.createElement('div');
  probe.className = 'light';
  probe.hidden = true;
  document.body.append(probe);
  const look = lookOf(probe);
  probe.remove();
  return look;
}

/** The look on screen; it follows a change between light and dark. */
export function useLook(): Readonly<ShallowRef<Look>> {
  const look = shallowRef(lookOf(document.documentElement));
  const observer = new MutationObserver(() => {
    look.value = lookOf(document.documentElement);
  });
  observer.observe(document.documentElement, { attributeFilter: ['class'] });
  onScopeDispose(() => observer.disconnect());
  return look;
}
