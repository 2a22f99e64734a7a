//! The world in which the demo's complaints happen: the calendar around "now", Glaspunt's people, and the photos.

use super::chance::Chance;
use super::days::Diary;
use super::organisations::{Member, Organisation};
use super::pictures::Gallery;
use chrono::{DateTime, Datelike, Utc, Weekday};
use domain::person::Role;

/// What every story draws from.
pub struct World<'a> {
    pub diary: Diary,
    pub organisation: &'a Organisation,
    pub gallery: &'a Gallery,
}

impl<'a> World<'a> {
    pub fn of_role(&self, role: Role) -> Vec<&'a Member> {
        self.organisation
            .members
            .iter()
            .filter(|member| member.role == role)
            .collect()
    }

    /// The one who is called so; the demo's own texts name people that exist.
    pub fn named(&self, first_name: &str) -> &'a Member {
        let members = &self.organisation.members;
        members
            .iter()
            .find(|member| member.name.starts_with(first_name))
            .unwrap_or(&members[0])
    }

    /// Who does the coordinator's work at a moment: the deputy on alternate Fridays and in the summer (GP-02).
    pub fn desk(&self, at: DateTime<Utc>) -> &'a Member {
        let day = self.diary.date(at);
        let week = day.iso_week().week();
        let away =
            (30..=32).contains(&week) || (day.weekday() == Weekday::Fri && week.is_multiple_of(2));
        let role = if away {
            Role::Deputy
        } else {
            Role::Coordinator
        };
        self.of_role(role)
            .first()
            .copied()
            .unwrap_or(&self.organisation.members[0])
    }

    /// A technician of a region; where a region has none free, a neighbour helps out.
    pub fn technician(&self, region: &str, chance: &mut Chance) -> &'a Member {
        let all = self.of_role(Role::Technician);
        let near: Vec<&Member> = all
            .iter()
            .copied()
            .filter(|member| member.region == Some(region))
            .collect();
        if near.is_empty() || chance.percent(6) {
            chance.pick(&all)
        } else {
            chance.pick(&near)
        }
    }

    /// The regional manager of a region.
    pub fn regional_manager(&self, region: &str) -> &'a Member {
        let managers = self.of_role(Role::RegionalManager);
        managers
            .iter()
            .copied()
            .find(|member| member.region == Some(region))
            .unwrap_or(&self.organisation.members[0])
    }

    /// A member of the management team, who judges with the coordinator (GP-08).
    pub fn management(&self, chance: &mut Chance) -> &'a Member {
        chance.pick(&self.of_role(Role::Management))
    }
}
