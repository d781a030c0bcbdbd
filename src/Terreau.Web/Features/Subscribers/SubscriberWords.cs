using Terreau.Web.Domain.Subscribers;
using Terreau.Web.Ui.Signs;

namespace Terreau.Web.Features.Subscribers;

/// <summary>Keys and messages in words.</summary>
internal static class SubscriberWords
{
    public static (Verdict Verdict, string Label) StateOf(Subscriber subscriber, DateOnly today) => subscriber switch
    {
        { RevokedAt: { } at } => (Verdict.Rupture, $"Retirée le {French.Date(ParisTime.DayOf(at))}"),
        { ExpiresOn: { } on } when on < today => (Verdict.Rupture, $"Finie le {French.Date(on)}"),
        { ExpiresOn: { } on } => (Verdict.Eligible, $"Valable {French.Until(on)}"),
        _ => (Verdict.Eligible, "Valable sans limite"),
    };

    public static string LastUse(DateOnly? day) => day is { } on ? $"servie le {French.Date(on)}" : "jamais servie";

    public static string StateOf(HookDelivery message) => message switch
    {
        { TakenAt: { } at } => $"reçu le {French.Instant(at)}",
        { GivenUpAt: { } at } => $"abandonné le {French.Instant(at)}, après {message.Attempts} essais",
        { Attempts: 0 } => "en attente",
        { NextTryAt: { } at } => $"{French.Count(message.Attempts, "essai")}, le suivant le {French.Instant(at)}",
        _ => "",
    };

    public static string EventOf(string code) => SubscriberEvent.All.FirstOrDefault(known => known.Code == code).Label ?? code;
}
