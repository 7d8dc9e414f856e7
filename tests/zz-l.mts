import { parseHTML } from 'linkedom';
import { readFileSync, readdirSync, existsSync } from 'node:fs';
const base='build/';
const texts=(path:string,lang:string)=>{ const {document}=parseHTML(readFileSync(path,'utf8')); const out=new Map<string,string>();
 const walk=(n:any,l:string,tag:string)=>{ if(n.nodeType===3){const t=n.textContent.replace(/\s+/g,' ').trim(); if(l===lang&&(t.match(/\p{L}{2,}/gu)??[]).length>=3) out.set(t,tag); return;} if(n.nodeType!==1)return; const name=n.localName; if(['script','style','code','pre'].includes(name))return; const own=n.getAttribute('lang')??l; for(const a of ['alt','title','aria-label','content','placeholder','label']){const v=n.getAttribute(a); if(v&&own===lang&&(v.match(/\p{L}{2,}/gu)??[]).length>=3) out.set(v.trim(),`${name}@${a}`);} for(const c of n.childNodes)walk(c,own,`${tag}>${name}`);};
 walk(document.documentElement,lang,''); return out;};
const pages=readdirSync(base+'es',{recursive:true}).map(String).filter(f=>f.endsWith('index.html'));
const hits=new Map<string,{n:number,where:string,pair:string,tag:string}>();
for(const p of pages){ const T:any={}; for(const l of ['es','en','pt','fr']) if(existsSync(base+l+'/'+p)) T[l]=texts(base+l+'/'+p,l);
 for(const [a,b] of [['es','en'],['es','fr'],['en','fr'],['en','pt'],['es','pt'],['pt','fr']] as const) for(const [t,tag] of T[a]??[]) if(T[b]?.has(t)){ const h=hits.get(t)??{n:0,where:p,pair:'',tag}; h.n++; if(!h.pair.includes(a+b))h.pair+=a+b+' '; hits.set(t,h);} }
const list=[...hits].sort((x,y)=>y[1].n-x[1].n); console.log(list.length); for(const [t,h] of list) console.log(h.n,h.pair,h.where,h.tag.slice(-40),'|',t.slice(0,160));
