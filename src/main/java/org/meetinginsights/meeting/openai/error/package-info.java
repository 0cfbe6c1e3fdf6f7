/** What can go wrong with a call to the model, and which failure the caller gets for it. */
package org.meetinginsights.meeting.openai.error;
