/** How many tokens a completion used, and what they cost. */
package org.meetinginsights.meeting.openai.billing;
