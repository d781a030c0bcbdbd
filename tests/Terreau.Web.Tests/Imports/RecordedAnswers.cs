using System.Net;
using System.Text;

namespace Terreau.Web.Tests.Imports;

/// <summary>An outside service as it answered once: answers are given in their order, and one more question fails.</summary>
internal sealed class RecordedAnswers : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> answers = new();

    public List<(HttpMethod Method, Uri Address, string? Bearer, string? Key)> Asked { get; } = [];

    public RecordedAnswers Then(string body, HttpStatusCode status = HttpStatusCode.OK, string? retryAfter = null)
    {
        answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (retryAfter is not null) response.Headers.Add("Retry-After", retryAfter);
            return response;
        });
        return this;
    }

    public RecordedAnswers ThenFails()
    {
        answers.Enqueue(() => throw new HttpRequestException("no route"));
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add((request.Method, request.RequestUri!, request.Headers.Authorization?.Parameter,
            request.Headers.TryGetValues("X-AUTH-TOKEN", out var keys) ? keys.Single() : null));
        return Task.FromResult(answers.TryDequeue(out var answer)
            ? answer() : throw new InvalidOperationException($"Nothing was recorded for {request.RequestUri}."));
    }
}

/// <summary>A clock whose waits end at once, and are counted.</summary>
internal sealed class HurriedClock : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero) Waits.Add(dueTime);
        return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
    }
}
