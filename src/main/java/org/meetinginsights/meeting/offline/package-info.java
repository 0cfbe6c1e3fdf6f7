/**
 * The analyst that needs no key: deterministic and extractive, for Portuguese and English. All findings are sentences of
 * the transcript, and its results are labelled as its own. Plain Java and Lucene's text analysis, without CDI, HTTP or the
 * store. This package selects the findings; {@code transcript} parses the meeting; {@code language} knows the words.
 */
package org.meetinginsights.meeting.offline;
