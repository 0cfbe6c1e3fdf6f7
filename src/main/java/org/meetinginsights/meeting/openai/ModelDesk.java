package org.meetinginsights.meeting.openai;

/** What every consultation shares. All of it is thread-safe. */
record ModelDesk(
        String model,
        ModelClient client,
        RetriedCalls calls,
        RequestWriter requests,
        CompletenessGate gate,
        UsageMeter meter,
        FailureMapping failures,
        ModelCallListener listener) {}
