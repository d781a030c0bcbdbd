using Microsoft.Extensions.Logging.Abstractions;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Working;

namespace Terreau.Web.Tests;

/// <summary>Reads files as the site and the console do, workbooks by a worker of the product.</summary>
internal static class Tables
{
    private static readonly Workers Workers = new(WorkerStart.Own, NullLogger<Workers>.Instance);

    public static TableReader Reader { get; } = Within(new TerreauOptions());

    public static TableReader Within(TerreauOptions options) => new(Workers, options);

    public static async Task<SourceTable> ReadAsync(byte[] file)
    {
        var reading = await Reader.ReadAsync(file, TestContext.Current.CancellationToken);
        Assert.True(reading.IsRead, reading.IsRead ? "" : reading.Refusal);
        return reading.Table;
    }

    public static async Task<string> RefusalOfAsync(byte[] file)
        => (await Reader.ReadAsync(file, TestContext.Current.CancellationToken)).Refusal;
}
