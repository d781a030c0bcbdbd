using System.Globalization;
using System.Text.Json.Nodes;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Api;

namespace Terreau.Web.Features.Accounts;

/// <summary>What is held about someone, as a file that programs read: each category says what its fields mean.</summary>
internal static class DataFile
{
    public static async Task<IResult> AnswerAsync(HttpContext http, AccountData data)
    {
        var content = await data.OfAsync(http.User(), http.RequestAborted);
        http.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture,
            $"attachment; filename=\"mes-donnees-{content.On:yyyy-MM-dd}.json\"");
        return Results.Json(new JsonObject
        {
            ["etabliLe"] = content.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["categories"] = new JsonObject(content.Parts.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)Of(part)))),
        }, ApiJson.Options);
    }

    private static JsonObject Of(AccountData.Part part) => new()
    {
        ["titre"] = part.Title,
        ["pourquoi"] = part.Kept.Purpose,
        ["base"] = part.Kept.Basis,
        ["duree"] = part.Kept.HowLong,
        ["champs"] = new JsonObject(part.Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Label))),
        ["lignes"] = new JsonArray([.. part.Rows.Select(row => (JsonNode)new JsonObject(
            part.Fields.Zip(row, (field, value) => KeyValuePair.Create(field.Name, (JsonNode?)value))))]),
    };
}
