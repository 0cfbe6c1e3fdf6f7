package org.meetinginsights.meeting.openai.chat;

import org.meetinginsights.meeting.openai.billing.UsageReader;
import org.meetinginsights.meeting.openai.error.FailureMapping;

/** What all exchanges with one model share. Every component is thread-safe. */
public record ChatModel(
        String name,
        ChatCompletions completions,
        RequestWriter requests,
        ResponseValidator validator,
        UsageReader usage,
        FailureMapping failures,
        ModelCallListener listener) {}
