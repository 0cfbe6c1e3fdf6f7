/** Word lists, tokens and stems of each language, and the detection of the language. The only package that imports Lucene. */
package org.meetinginsights.meeting.offline.language;
