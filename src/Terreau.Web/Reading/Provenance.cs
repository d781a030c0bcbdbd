using Terreau.Web.Domain;

namespace Terreau.Web.Reading;

/// <summary>Where a fact comes from: a key of sources.yml, and the date the source gives it.</summary>
internal sealed record Provenance(string Source, PartialDate Date)
{
    public static Provenance Read(EntryReader entry) => new(entry.Text("source"), entry.Date("sourceDate"));
}

/// <summary>An entry of sources.yml: what is cited under every figure taken from it.</summary>
internal sealed record SourceEntry(string Id, string Title, string Publisher, string? Url, PartialDate Date, string Licence)
{
    public static SourceEntry Read(EntryReader entry)
    {
        var source = new SourceEntry(entry.Text("id"), entry.Text("title"), entry.Text("publisher"),
            entry.OptionalText("url"), entry.Date("date"), entry.Text("licence"));
        if (source.Url is not null && !(Uri.TryCreate(source.Url, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"))
            entry.Fault($"« {source.Url} » n'est pas une adresse.");
        entry.Close();
        return source;
    }
}
