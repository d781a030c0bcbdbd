using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Terreau.Web.Hosting.Api;

/// <summary>How the API writes JSON: accents as they are, what is unknown as null rather than left out.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>A refusal that names each parameter at fault (RFC 9457).</summary>
    public static IResult Refusal(IEnumerable<QueryFault> faults)
        => Results.ValidationProblem(
            faults.GroupBy(fault => fault.Parameter, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(fault => fault.Sentence).ToArray(), StringComparer.Ordinal),
            title: "Un paramètre n’a pas été compris");
}
