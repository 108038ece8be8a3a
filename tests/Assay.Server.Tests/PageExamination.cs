namespace Assay.Server.Tests;

/// <summary>Looks for what keeps people from reading a page.</summary>
internal static class PageExamination
{
    /// <summary>
    /// A list of what is wrong. Contrast is that of WCAG 2.2, success criterion 1.4.3: 4.5 to 1, and 3 to 1 for large text; it is computed
    /// for every piece of text against the nearest background that is not clear.
    /// </summary>
    public const string Script = """
        (() => {
          const wrong = [];
          const say = (what, element) => wrong.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = (colour) => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return canvas.getImageData(0, 0, 1, 1).data;
          };
          const luminance = ([r, g, b]) => {
            const linear = (c) => { const s = c / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
            return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
          };
          const behind = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const colour = rgba(getComputedStyle(at).backgroundColor);
              if (colour[3] === 255) return colour;
            }
            return rgba(getComputedStyle(document.documentElement).colorScheme.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches ? '#121212' : '#fff');
          };
          const readable = (element) => {
            const style = getComputedStyle(element);
            const [one, two] = [luminance(rgba(style.color)), luminance(behind(element))].sort((a, b) => b - a);
            const size = parseFloat(style.fontSize);
            const isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
            const ratio = (one + 0.05) / (two + 0.05);
            if (ratio < (isLarge ? 3 : 4.5)) say(`contrast ${ratio.toFixed(2)}`, element);
          };
          const seen = (element) => element.checkVisibility({ visibilityProperty: true });
          for (const element of document.body.querySelectorAll('*')) {
            if (!seen(element) || element.closest('noscript, svg')) continue;
            if ([...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== '') || element.tagName === 'TEXTAREA') readable(element);
          }
          const named = (element) => element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.labels?.length || element.textContent.trim();
          for (const image of document.images) if (!image.alt) say('no text for an image', image);
          for (const svg of document.querySelectorAll('svg')) if (svg.getAttribute('role') !== 'img' || !named(svg)) say('no text for a drawing', svg);
          for (const control of document.querySelectorAll('button, a[href], input, select, textarea, progress, summary, [tabindex="0"]')) {
            if (seen(control) && !named(control)) say('a control without a name', control);
          }
          const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
          for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) wrong.push(`the id ${id} twice`);
          for (const name of ['aria-labelledby', 'aria-describedby', 'for']) {
            for (const element of document.querySelectorAll(`[${name}]`)) {
              for (const id of element.getAttribute(name).split(' ')) if (!document.getElementById(id)) say(`${name} leads nowhere`, element);
            }
          }
          for (const word of ['main', 'h1', 'html[lang]', 'title', 'meta[name=viewport]', 'meta[name=description]']) if (!document.querySelector(word)) wrong.push(`no ${word}`);
          let level = 0;
          for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
            if (!seen(heading)) continue;
            const now = Number(heading.tagName[1]);
            if (now > level + 1) say(`a heading of level ${now} under one of ${level}`, heading);
            level = now;
          }
          for (const button of document.querySelectorAll('button')) {
            const box = button.getBoundingClientRect();
            if (seen(button) && (box.width < 24 || box.height < 24)) say(`a target of ${box.width} by ${box.height}`, button);
          }
          if (document.documentElement.scrollWidth > innerWidth) wrong.push(`the page is ${document.documentElement.scrollWidth} wide in ${innerWidth}`);
          return wrong;
        })()
        """;
}
