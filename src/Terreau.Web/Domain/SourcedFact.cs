using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Terreau.Web.Domain;

/// <summary>A sentence, or the name of a field, with where it comes from.</summary>
internal sealed record SourcedFact(string Text, string SourceId, PartialDate SourceOn);

internal static class SourcedFacts
{
    /// <summary>Keeps a list of sourced facts as JSON text, compared by content.</summary>
    public static PropertyBuilder<List<SourcedFact>> IsSourcedFacts(this PropertyBuilder<List<SourcedFact>> property)
        => property.HasConversion(new Converter(), new Comparer());

    private sealed class Converter() : ValueConverter<List<SourcedFact>, string>(
        facts => JsonSerializer.Serialize(facts, JsonSerializerOptions.Default),
        text => text.Length == 0 || text == "[]"
            ? new() : JsonSerializer.Deserialize<List<SourcedFact>>(text, JsonSerializerOptions.Default) ?? new());

    private sealed class Comparer() : ValueComparer<List<SourcedFact>>(
        (left, right) => (left ?? new()).SequenceEqual(right ?? new()),
        facts => facts.Aggregate(0, (hash, fact) => HashCode.Combine(hash, fact)),
        facts => facts.ToList());
}
