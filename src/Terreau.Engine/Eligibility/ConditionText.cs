using System.Collections.Immutable;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Eligibility;

/// <summary>The conditions of an offer in plain French, as nested lists for a page to draw. Closed: a line or a group.</summary>
public abstract record ConditionText
{
    private ConditionText()
    {
    }

    /// <summary>One condition.</summary>
    /// <param name="Text">What must hold.</param>
    /// <param name="Predicate">Where it comes from: question, source, dates.</param>
    /// <param name="MissingNote">What is assumed when the answer is missing; null when nothing is.</param>
    public sealed record Line(string Text, Predicate Predicate, string? MissingNote) : ConditionText;

    /// <summary>Several conditions under a heading.</summary>
    /// <param name="Heading">"Toutes ces conditions :", "Au moins une de ces conditions :", "Sauf si :"…</param>
    /// <param name="Items">What stands under it, in the order of the rule; never empty.</param>
    public sealed record Group(string Heading, ImmutableArray<ConditionText> Items) : ConditionText;

    /// <summary>The text of a rule; null when there is no condition.</summary>
    public static ConditionText? Of(Rule rule) => rule switch
    {
        Predicate predicate => new Line(French.Capital(French.Bare(Words(predicate))), predicate, MissingNoteOf(predicate)),
        AllRule all => Several("Toutes ces conditions :", all.Of),
        AnyRule any => Several("Au moins une de ces conditions :", any.Of),
        AtLeastRule atLeast when atLeast.Count == atLeast.Of.Length => Several("Toutes ces conditions :", atLeast.Of),
        AtLeastRule atLeast => new Group($"Au moins {atLeast.Count} de ces {atLeast.Of.Length} conditions :", ItemsOf(atLeast.Of)),
        NotRule { Of: NotRule inner } => Of(inner.Of),
        NotRule { Of: AnyRule any } => new Group(any.Of.Length == 1 ? "Sauf si :" : "Sauf dans l’un de ces cas :", ItemsOf(any.Of)),
        NotRule { Of: AllRule all } => new Group(all.Of.Length == 1 ? "Sauf si :" : "Sauf si tout ceci est vrai :", ItemsOf(all.Of)),
        NotRule not when Of(not.Of) is { } inner => new Group("Sauf si :", [inner]),
        _ => null,
    };

    /// <summary>The label of a predicate or, when it has none, words made from its fact.</summary>
    public static string Words(Predicate predicate)
    {
        if (predicate.Label.Length > 0) return predicate.Label;
        var fact = FactCatalogue.Find(predicate.FactId)
            ?? FactCatalogue.All.SelectMany(definition => definition.Attributes)
                .FirstOrDefault(attribute => attribute.Id == predicate.FactId);
        var name = fact?.Label ?? predicate.FactId;
        return predicate switch
        {
            FlagPredicate => name,
            InPredicate choice => $"{name} : {French.List([.. choice.Values.Select(value => AnswerLabel(fact, value))], "ou")}",
            NumberPredicate { Max: null } number => $"{name} : {Quantity(number.Min!.Value, fact)} ou plus",
            NumberPredicate { Min: null } number => $"{name} : {Quantity(number.Max!.Value, fact)} ou moins",
            NumberPredicate number => $"{name} : entre {Quantity(number.Min!.Value, fact)} et {Quantity(number.Max!.Value, fact)}",
            DatePredicate { To: null } date => $"{name} : à partir du {French.Date(date.From!.Value)}",
            DatePredicate { From: null } date => $"{name} : jusqu’au {French.Date(date.To!.Value)}",
            DatePredicate date => $"{name} : du {French.Date(date.From!.Value)} au {French.Date(date.To!.Value)}",
            ZonePredicate zone => $"{name} : {French.List(zone.Codes, "ou")}",
            ExistsPredicate exists => $"{name} : au moins {French.Number(exists.Count)}",
            ManualPredicate manual => manual.Asked,
            _ => name,
        };
    }

    private static ConditionText? Several(string heading, ImmutableArray<Rule> rules) => rules.Length switch
    {
        0 => null,
        1 => Of(rules[0]),
        _ => new Group(heading, ItemsOf(rules)),
    };

    private static ImmutableArray<ConditionText> ItemsOf(ImmutableArray<Rule> rules)
        => [.. rules.Select(Of).Where(text => text is not null).Select(text => text!)];

    private static string? MissingNoteOf(Predicate predicate) => predicate.Missing switch
    {
        null => null,
        true => "Sans réponse, cette condition est tenue pour remplie.",
        false => "Sans réponse, cette condition est tenue pour non remplie.",
    };

    private static string AnswerLabel(FactDefinition? fact, string code)
        => fact?.Answers.FirstOrDefault(answer => answer.Code == code)?.Label ?? code;

    private static string Quantity(decimal value, FactDefinition? fact) => fact?.Unit switch
    {
        "euros" => Money.FromEuros(value).ToString(),
        { } unit => $"{French.Number(value, 12)}{French.HardSpace}{(Math.Abs(value) >= 2 || !unit.EndsWith('s') ? unit : unit[..^1])}",
        null => French.Number(value, 12),
    };
}
