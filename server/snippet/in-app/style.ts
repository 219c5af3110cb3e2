/** Of everything that a message is drawn with. What belongs to the site's own page takes over its letters and colours. */
export const STYLE = `
.banner,dialog{all:initial;box-sizing:border-box;position:fixed;display:block;margin:auto;border:1px solid #8885;background:#fff;color:#1c1917;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere;box-shadow:0 12px 40px #0003}
.banner{z-index:2147483646;inset-inline:16px;max-width:720px;border-radius:14px;padding-block:16px;padding-inline:16px 56px}
.top{top:16px}
.bottom{bottom:16px}
.said{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px}
.said img{width:64px;height:64px;border-radius:8px;object-fit:cover}
.said .texts{flex:1 1 220px}
dialog:focus{outline:0}
dialog::backdrop{background:#0008}
dialog>div{position:relative;padding:24px}
.modal{inset:0;z-index:2147483647;width:min(440px,100% - 32px);height:fit-content;max-height:calc(100% - 32px);overflow:auto;overscroll-behavior:contain;border-radius:16px}
.modal .title{margin-inline-end:40px;font-size:20px;line-height:1.3}
.modal img{display:block;box-sizing:border-box;width:100%;max-height:40vh;margin:28px 0 16px;border-radius:10px;object-fit:contain}
.drawer{inset-block:0;inset-inline:auto 0;z-index:2147483647;width:min(400px,100%);height:100%;overflow:auto;overscroll-behavior:contain}
.head{display:flex;align-items:center;min-height:44px;margin:-8px 0 8px}
h2,p{margin:0}
h2{font-size:20px}
.title{font-weight:600}
.body{white-space:pre-line}
.title+.body{margin-top:2px}
.texts{color:inherit;text-decoration:none}
a.texts>:first-child{text-decoration:underline}
button{box-sizing:border-box;min-width:44px;min-height:44px;border:0;border-radius:10px;background:none;color:inherit;font:inherit;cursor:pointer}
.close{position:absolute;inset-block-start:6px;inset-inline-end:6px}
.button{box-sizing:border-box;display:inline-flex;align-items:center;min-height:44px;padding:4px 18px;border-radius:10px;background:#1c1917;color:#fff;text-decoration:none}
.modal .button,li .button{margin-top:16px}
.list .button{border:1px solid;background:none;color:inherit}
ul{margin:0;padding:0;list-style:none}
li{padding:16px 0 12px;border-top:1px solid #8885}
li img{display:block;max-width:100%;max-height:220px;margin-bottom:8px;border-radius:8px}
.day,.none{margin-top:8px;font-size:14px}
.none{padding:16px 0}
b{margin-inline-start:8px;padding:1px 8px;border-radius:9px;background:#b91c1c;color:#fff;font-size:12px}
.leave{margin-top:16px;font-size:14px}
.leave button{text-decoration:underline}
.bell{display:inline-block}
.corner{position:fixed;z-index:2147483645;inset-block-end:16px;inset-inline-end:16px;border-radius:50%;background:#1c1917;color:#fff;font:16px/1.5 system-ui,sans-serif;box-shadow:0 4px 16px #0005}
.corner>button{width:56px;height:56px}
.bell>button,.corner>button{position:relative;border-radius:50%}
svg{width:24px;height:24px;vertical-align:middle;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.count{position:absolute;inset-block-start:0;inset-inline-end:0;min-width:20px;padding:0 5px;box-sizing:border-box;border-radius:10px;background:#b91c1c;color:#fff;font:600 12px/20px system-ui,sans-serif}
.count[hidden]{display:none}
:focus-visible{outline:3px solid #2563eb;outline-offset:2px}
@media(prefers-color-scheme:dark){.banner,dialog{background:#1c1917;color:#fafaf9}.button,.corner{background:#fafaf9;color:#1c1917}:focus-visible{outline-color:#93c5fd}}
@media(prefers-reduced-motion:no-preference){.banner,dialog{animation:in .2s ease-out}}
@keyframes in{from{opacity:0;translate:0 8px}}`;
