import { csharpHttpClient, csharpRestSharp } from './languages/csharp.ts';
import { curl } from './languages/curl.ts';
import { go } from './languages/go.ts';
import { javaOkHttp } from './languages/java.ts';
import { javascriptFetch, javascriptJquery } from './languages/javascript.ts';
import { objectiveC } from './languages/objectiveC.ts';
import { phpCurl } from './languages/php.ts';
import { powershell } from './languages/powershell.ts';
import { pythonHttpClient, pythonRequests } from './languages/python.ts';
import { ruby } from './languages/ruby.ts';
import type { SampleLanguage } from './sampleLanguage.ts';

/** The languages in the order of Routee's documentation, then Go and PowerShell. */
export const SAMPLE_LANGUAGES: readonly SampleLanguage[] = [
  curl,
  javaOkHttp,
  csharpRestSharp,
  csharpHttpClient,
  phpCurl,
  pythonHttpClient,
  pythonRequests,
  ruby,
  javascriptFetch,
  javascriptJquery,
  objectiveC,
  go,
  powershell,
];
