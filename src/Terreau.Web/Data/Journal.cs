using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Terreau.Web.Data;

/// <summary>Turns what the context is about to save into journal lines.</summary>
internal static class Journal
{
    /// <summary>Stands for a value that the journal does not keep.</summary>
    public const string Withheld = "…";

    private const string PrivateAnnotation = "Terreau:Private";
    private const string ToldAnnotation = "Terreau:Told";

    internal static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>
    /// Marks an entity whose content belongs to a person: the journal keeps the act and the names of
    /// the fields that changed, never their values.
    /// </summary>
    public static EntityTypeBuilder<T> IsPrivate<T>(this EntityTypeBuilder<T> entity) where T : class
        => entity.HasAnnotation(PrivateAnnotation, true);

    /// <summary>Marks one field of a person on an entity that is otherwise told in full.</summary>
    public static PropertyBuilder<T> IsPrivate<T>(this PropertyBuilder<T> property)
    {
        property.Metadata.SetAnnotation(PrivateAnnotation, true);
        return property;
    }

    /// <summary>Marks what the journal tells of an entity that is otherwise private: its state, never its words.</summary>
    public static PropertyBuilder<T> IsTold<T>(this PropertyBuilder<T> property)
    {
        property.Metadata.SetAnnotation(ToldAnnotation, true);
        return property;
    }

    public static List<JournalEntry> Lines(ChangeTracker tracker, Act act)
    {
        var lines = new List<JournalEntry>();
        foreach (var entry in tracker.Entries())
        {
            if (entry.Entity is not IJournaled subject) continue;
            var change = entry.State switch
            {
                EntityState.Added => JournalChange.Created,
                EntityState.Modified => JournalChange.Changed,
                EntityState.Deleted => JournalChange.Removed,
                _ => (JournalChange?)null,
            };
            if (change is null) continue;
            var isPrivate = entry.Metadata.FindAnnotation(PrivateAnnotation) is not null;
            var before = change is JournalChange.Created ? null : Values(entry, original: true, isPrivate);
            var after = change is JournalChange.Removed ? null : Values(entry, original: false, isPrivate);
            var told = subject.KeepsReason ? act with { Why = null } : act;
            lines.Add(JournalEntry.Of(told, entry.Metadata.ClrType.Name, subject.Id, change.Value, before, after));
        }
        return lines;
    }

    /// <summary>The lines of entities that the tracker does not follow.</summary>
    public static List<JournalEntry> Created<T>(IEntityType kind, IReadOnlyList<T> entities, Act act) where T : class, IJournaled
    {
        var isPrivate = kind.FindAnnotation(PrivateAnnotation) is not null;
        var properties = kind.GetProperties().Where(property => !property.IsPrimaryKey())
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => (Name: JsonEncodedText.Encode(property.Name, Json.Encoder), Getter: property.GetGetter(),
                IsWithheld: IsWithheld(property, isPrivate))).ToList();
        var lines = new List<JournalEntry>(entities.Count);
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = Json.Encoder });
        foreach (var entity in entities)
        {
            text.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            foreach (var (name, getter, isWithheld) in properties)
            {
                if (getter.GetClrValue(entity) is not { } value) continue;
                json.WritePropertyName(name);
                if (isWithheld) json.WriteStringValue(Withheld);
                else JsonSerializer.Serialize(json, value, value.GetType(), Json);
            }
            json.WriteEndObject();
            json.Flush();
            lines.Add(JournalEntry.Of(act, kind.ClrType.Name, entity.Id, JournalChange.Created, null,
                Encoding.UTF8.GetString(text.WrittenSpan)));
        }
        return lines;
    }

    private static bool IsWithheld(IReadOnlyProperty property, bool isPrivate)
        => isPrivate ? property.FindAnnotation(ToldAnnotation) is null : property.FindAnnotation(PrivateAnnotation) is not null;

    private static string Values(EntityEntry entry, bool original, bool isPrivate)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in entry.Properties)
        {
            if (property.Metadata.IsPrimaryKey()) continue;
            if (entry.State == EntityState.Modified && !property.IsModified) continue;
            var value = original ? property.OriginalValue : property.CurrentValue;
            if (entry.State != EntityState.Modified && value is null) continue;
            values[property.Metadata.Name] = IsWithheld(property.Metadata, isPrivate) ? Withheld : value;
        }
        return JsonSerializer.Serialize(values, Json);
    }
}

/// <summary>An entity whose every change is written to the journal.</summary>
internal interface IJournaled
{
    Guid Id { get; }

    /// <summary>The reason of this change stands elsewhere, where it can be erased: the journal keeps none.</summary>
    bool KeepsReason => false;
}
