import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import type {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { Settings } from '@backstage/plugin-user-settings';
import {
  RiMenuLine,
  RiNotification3Line,
  RiSearchLine,
  RiSettings3Line,
} from '@remixicon/react';
import { useMemo } from 'react';
import { Logo } from './Logo';
import { useRoomySidebar } from './useRoomySidebar';
import styles from './NavContent.module.css';

/** The pages that lead, in this order, as far as they are installed. */
const MAIN_PAGES = [
  'page:home',
  'page:models',
  'page:ops-health',
  'page:scorecards',
  'page:scaffolder',
  'page:catalog',
  'page:techdocs',
];

/** Pages that have their own place, or none, in the navigation. */
const OTHER_PLACES = [
  'page:search',
  'page:notifications',
  'page:user-settings',
];

function NotificationsIcon() {
  return <RiNotification3Line className={styles.icon} />;
}

function NavItem(props: NavContentNavItem) {
  const { icon, href, title } = props;
  // The sidebar takes a component; a new one on each render would remount.
  const Icon = useMemo(() => () => icon, [icon]);
  return <SidebarItem icon={Icon} to={href} text={title} />;
}

/** The sidebar: our pages first, then whatever else is installed. */
export function NavContent(props: NavContentComponentProps) {
  useRoomySidebar();
  const items = props.navItems.withComponent(NavItem);
  const main = MAIN_PAGES.map(id => items.take(id));
  OTHER_PLACES.forEach(id => items.take(id));
  const rest = items.rest({ sortBy: 'title' });

  return (
    <Sidebar>
      <Logo />
      <SidebarGroup
        label="Search"
        icon={<RiSearchLine className={styles.icon} />}
        to="/search"
      >
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label="Menu" icon={<RiMenuLine className={styles.icon} />}>
        {main}
        {rest.length > 0 && <SidebarDivider />}
        <SidebarScrollWrapper>{rest}</SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup
        label="Settings"
        icon={<RiSettings3Line className={styles.icon} />}
        to="/settings"
      >
        <NotificationsSidebarItem
          renderItem={({ unreadCount, to, onClick }) => (
            // The count is part of the text, so that it is part of the name.
            <SidebarItem
              icon={NotificationsIcon}
              to={to}
              onClick={onClick}
              hasNotifications={unreadCount > 0}
              text={
                unreadCount > 0
                  ? `Notifications (${unreadCount})`
                  : 'Notifications'
              }
            />
          )}
        />
        <Settings />
      </SidebarGroup>
    </Sidebar>
  );
}
