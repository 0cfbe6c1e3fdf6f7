/**
 * The analyst that asks a model over OpenAI's Chat Completions. Only this package and those below it import
 * {@code com.openai} or {@code okhttp3}. They are plain Java without CDI. This package puts the others together, and none
 * of them depends on it.
 */
package org.meetinginsights.meeting.openai;
