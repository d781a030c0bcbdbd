using System.Globalization;
using Terreau.Engine.Quantities;
using Terreau.Web.Domain;
using YamlDotNet.RepresentationModel;

namespace Terreau.Web.Reading;

/// <summary>
/// Reads the keys of one YAML mapping, and holds the author to them: a key that nobody asked for is a fault,
/// because a misspelt key that is silently dropped is a fact silently lost.
/// A fault never stops the reading, so that one run tells everything that is wrong.
/// </summary>
internal sealed class EntryReader(YamlMappingNode node, string file, string entry, List<FileFault> faults)
{
    private readonly HashSet<string> _asked = [];

    public string Entry => entry;

    /// <summary>Every key that is written, for a mapping whose keys are names of things.</summary>
    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public bool Has(string key) => Find(key) is not null;

    /// <summary>True also when the key is there and holds null, which is an answer of its own.</summary>
    public bool IsWritten(string key) => node.Children.ContainsKey(new YamlScalarNode(key));

    public string Text(string key)
    {
        var text = OptionalText(key);
        if (text is null) Fault($"la clé « {key} » manque.");
        return text ?? "";
    }

    public string? OptionalText(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar when !string.IsNullOrWhiteSpace(scalar.Value) => scalar.Value.Trim(),
        YamlScalarNode => Reject<string>($"la clé « {key} » est vide."),
        _ => Reject<string>($"la clé « {key} » attend un texte."),
    };

    /// <param name="key">The key.</param>
    /// <param name="isKnown">True for a code of the list it is of, such as <see cref="Vocabulary.Has"/>.</param>
    public string OneOf(string key, Func<string, bool> isKnown) => OptionalOneOf(key, isKnown) ?? Missing(key);

    public string? OptionalOneOf(string key, Func<string, bool> isKnown)
    {
        var text = OptionalText(key);
        if (text is not null && !isKnown(text)) Fault($"« {text} » n'est pas un code connu pour « {key} ».");
        return text;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        if (Find(key) is not { } found) return [];
        if (found is not YamlSequenceNode list)
        {
            Fault($"la clé « {key} » attend une liste.");
            return [];
        }
        var texts = new List<string>();
        foreach (var item in list)
        {
            if (item is YamlScalarNode { Value: { Length: > 0 } value }) texts.Add(value.Trim());
            else Fault($"la liste « {key} » ne doit porter que des textes.");
        }
        if (texts.Distinct(StringComparer.Ordinal).Count() != texts.Count) Fault($"la liste « {key} » se répète.");
        return texts;
    }

    public IReadOnlyList<string> ManyOf(string key, Func<string, bool> isKnown)
    {
        var texts = Texts(key);
        foreach (var text in texts.Where(text => !isKnown(text)))
            Fault($"« {text} » n'est pas un code connu pour « {key} ».");
        return texts;
    }

    /// <summary>A SIREN whose check digit holds; a wrong one would link a sheet to another organisation.</summary>
    public string? OptionalSiren(string key)
    {
        var text = OptionalText(key);
        if (text is not null && !Siren.TryParse(text, out _)) Fault($"« {text} » n'est pas un numéro Siren.");
        return text;
    }

    /// <summary>An address of the web, whole.</summary>
    public string? WebAddress(string key)
    {
        var text = OptionalText(key);
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http")))
            Fault($"« {text} » n'est pas une adresse du web pour « {key} ».");
        return text;
    }

    public bool Flag(string key, bool whenAbsent) => OptionalText(key) switch
    {
        null => whenAbsent,
        "true" => true,
        "false" => false,
        var other => Reject<bool>($"« {other} » n'est ni true ni false pour « {key} »."),
    };

    public long? Whole(string key)
    {
        if (OptionalText(key) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)) return whole;
        return Reject<long?>($"« {text} » n'est pas un nombre entier pour « {key} ».");
    }

    public double? Number(string key)
    {
        if (OptionalText(key) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var number))
            return number;
        return Reject<double?>($"« {text} » n'est pas un nombre pour « {key} ».");
    }

    public DateOnly? Day(string key)
    {
        if (OptionalText(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        return Reject<DateOnly?>($"« {text} » n'est pas un jour comme 2026-03-15 pour « {key} ».");
    }

    public PartialDate Date(string key)
    {
        var text = Text(key);
        if (!PartialDate.TryParse(text, out var date) && text.Length > 0)
            Fault($"« {text} » n'est pas une date comme 2018, 2018-10 ou 2018-10-15 pour « {key} ».");
        return date;
    }

    public EntryReader? Child(string key) => Find(key) switch
    {
        null => null,
        YamlMappingNode mapping => new EntryReader(mapping, file, $"{entry}, {key}", faults),
        _ => Reject<EntryReader>($"la clé « {key} » attend des clés, pas un texte."),
    };

    /// <summary>The entries of a list of mappings; each is named by its slug, code or id, else by its rank.</summary>
    public IReadOnlyList<EntryReader> Children(string key)
    {
        if (Find(key) is not { } found) return [];
        if (found is not YamlSequenceNode list)
        {
            Fault($"la clé « {key} » attend une liste.");
            return [];
        }
        var children = new List<EntryReader>();
        foreach (var (rank, item) in list.Index())
        {
            if (item is YamlMappingNode mapping) children.Add(new EntryReader(mapping, file, NameOf(mapping, rank), faults));
            else Fault($"l'entrée {rank + 1} de « {key} » n'a pas de clés.");
        }
        return children;
    }

    public YamlNode? Raw(string key) => Find(key);

    /// <summary>To be called when all known keys were asked for: the others are faults.</summary>
    public void Close()
    {
        foreach (var key in Keys)
            if (!_asked.Contains(key)) Fault($"la clé « {key} » n'est pas connue.");
    }

    public void Fault(string sentence) => faults.Add(new FileFault(file, entry, sentence));

    private string NameOf(YamlMappingNode mapping, int rank)
    {
        foreach (var key in (string[])["slug", "code", "id", "purpose"])
            if (mapping.Children.TryGetValue(new YamlScalarNode(key), out var named)
                && named is YamlScalarNode { Value: { Length: > 0 } name })
                return name;
        return $"{entry}, entrée {rank + 1}";
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var found) && !IsNull(found) ? found : null;
    }

    private static bool IsNull(YamlNode found) =>
        found is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "null" or "~" };

    private string Missing(string key)
    {
        if (!Has(key)) Fault($"la clé « {key} » manque.");
        return "";
    }

    private T? Reject<T>(string sentence)
    {
        Fault(sentence);
        return default;
    }
}
