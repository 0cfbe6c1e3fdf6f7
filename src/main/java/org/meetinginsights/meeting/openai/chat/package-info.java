/**
 * One chat exchange: the request, the validation of the response, and one repair request. Prompts and response schemas are
 * resources of this package, each with its version in its name.
 */
package org.meetinginsights.meeting.openai.chat;
