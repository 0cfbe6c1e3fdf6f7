/**
 * The analyst that needs no key: deterministic and extractive, for Portuguese and English. Everything it says about a
 * meeting is taken from the transcript's own sentences, and its results are labelled as its own. Plain Java and the
 * text analysis of Lucene; it knows nothing of CDI, HTTP or the store.
 */
package org.meetinginsights.meeting.offline;
