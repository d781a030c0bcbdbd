using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Listing;

namespace Terreau.Web.Features.Directory;

/// <summary>The ground of every map: the outlines of the communes, with their names and the credit they ask for.</summary>
internal static class CommuneOutlines
{
    // Borders move once in a generation; the tag finds a redrawn outline the day after.
    private static readonly TimeSpan Age = TimeSpan.FromDays(1);

    private static readonly ConditionalWeakTable<Atlas, byte[]> Written = [];

    public static async Task<IResult> AnswerAsync(HttpContext http, AtlasCache atlases)
    {
        var content = Written.GetValue(await atlases.GetAsync(http.RequestAborted), Write);
        http.Response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = Age };
        return Results.Bytes(content, "application/geo+json", entityTag: ListTiles.TagOf(content));
    }

    private static byte[] Write(Atlas atlas)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("credit", "Contours simplifiés d’après IGN Admin Express, Licence Ouverte 2.0");
            json.WriteStartArray("features");
            foreach (var commune in atlas.Communes.Where(commune => commune.Outline is not null))
            {
                json.WriteStartObject();
                json.WriteString("type", "Feature");
                json.WriteStartObject("properties");
                json.WriteString("code", commune.Local);
                json.WriteString("name", commune.Name);
                json.WriteEndObject();
                json.WritePropertyName("geometry");
                json.WriteRawValue(commune.Outline!);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }
}
