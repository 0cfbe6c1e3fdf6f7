/**
 * The analyst that asks a model over OpenAI's Chat Completions. The only package that imports {@code com.openai} or
 * {@code okhttp3}; plain Java without CDI. Prompts and response schemas stand beside it as resources, each with its
 * version in its name.
 */
package org.meetinginsights.meeting.openai;
